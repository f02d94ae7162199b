"""Whether a library is sound, and mending it where it isn't."""

from retriever.doctor.examining import examine
from retriever.doctor.findings import Finding, Report, State
from retriever.doctor.folder import is_writable
from retriever.doctor.repairing import repair

__all__ = ["Finding", "Report", "State", "examine", "is_writable", "repair"]

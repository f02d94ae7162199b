"""How findings say names and figures."""

from __future__ import annotations

from decimal import Decimal

from ingest.text.normalize import arabic_digits

_LONGEST = 60  # characters of a name within a message


def quoted(text: str) -> str:
    """A name as a message gives it: on one line, digits Arabic, long ones cut short."""
    plain = arabic_digits(" ".join(text.split()))
    return f"“{plain[: _LONGEST - 1]}…”" if len(plain) > _LONGEST else f"“{plain}”"


def amount(value: Decimal | None) -> str:
    """A figure with thousands separators and no needless decimals: ``1,200,000``, ``6.5``."""
    if value is None:
        return "-"
    plain = value.quantize(Decimal(1)) if value == value.to_integral_value() else value
    return f"{plain:,}"

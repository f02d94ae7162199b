"""What to answer, from which evidence, in which words. No HTTP here."""

from api.answering.models import Answer, Ask, Citation
from api.answering.reply import Considered, answer, consider, evidence

__all__ = ["Answer", "Ask", "Citation", "Considered", "answer", "consider", "evidence"]

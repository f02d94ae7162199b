"""Whether an answer's citations support what it says, by rule and without a judge model."""

from eval.claims.models import Claim

__all__ = ["Claim"]

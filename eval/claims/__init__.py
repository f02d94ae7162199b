"""Whether an answer's citations support what it says, by rule and without a judge model.

After ALCE (Gao et al. 2023, "Enabling Large Language Models to Generate Text with Citations",
section 3.2): recall is the share of sentences that their citations together support, precision
the share of citations that help to. There a model judges; here a sentence is supported when its
figures, years and names stand in the cited lines, or are computed from them, and most of its
words do.
"""

from eval.claims.judging import judge, valid_pointer
from eval.claims.models import Claim

__all__ = ["Claim", "judge", "valid_pointer"]

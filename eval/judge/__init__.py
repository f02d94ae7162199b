"""Citation quality as a chat model judges it, apart from the rule of ``eval.claims``.

After ALCE (Gao et al. 2023, section 3.2), on claims. ``judge_run`` gives what a result keeps
under ``"judge"``:

- ``model``, and ``prompt``: the short hash of ``prompts/judge.md``;
- ``claims`` = ``judged`` + ``failed``; ``failures`` counts the calls that failed, by their name.
  A claim that cites nothing is judged "no" without a call;
- ``recall``: the share of the judged claims that their citations support in full;
- ``precision``: the share of ``citations`` (so many were counted) that help: alone they support
  their claim, or the others don't without them. Claims with more than ``MOST_ALONE`` citations
  are left out;
- ``agreement`` with the rule, and Cohen's ``kappa``: over the judged claims that cite something;
- ``calls``: 1 for each different claim, and up to 2 for each citation of a supported claim that
  has 2 to ``MOST_ALONE``; ``tokens`` {in, out}, None where the server counts none; ``ms_p50``;
- ``disagreements``: [{question, claim}] where model and rule differ;
- ``verdicts``: [{question (its id), claim (its place among the question's ``claims``), verdict
  ("full", "partial", "no"; None: failed), why, failure (its name or None), rule, agrees, precise
  {citation id as a string: bool or None}}].

Fractions are 0..1, None where nothing is to be counted.
"""

from eval.judge.run import MOST_ALONE, judge_run

__all__ = ["MOST_ALONE", "judge_run"]

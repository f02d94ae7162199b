"""Results of a survey where the plans tell of none: nobody's wish is made up from other text."""

from __future__ import annotations

import re

from api.answering import refuse
from api.answering.evidence.case import Case
from api.answering.models import Answer
from api.answering.understanding.vocabulary import vocabulary

_ABOUT = 0.3  # of the topic, in a passage that tells of the survey
_SURVEY = re.compile("สำรวจ|สอบถาม|โพล|โหวต|survey")


def no_survey(case: Case) -> Answer | None:
    """That no plan asked has it, where what a survey found is asked for and no plan held one."""
    if not vocabulary().surveyed.search(case.query.text):
        return None
    held = (r for r in case.ranked if r.coverage >= _ABOUT and _SURVEY.search(r.passage.text))
    return None if any(held) else refuse.not_contained(case)

"""Whether a sentence stands on the lines that it cites: by rule, without a model."""

from api.proof.evidence import Evidence, evidence_of
from api.proof.lacking import lacks
from api.proof.models import Ground, Lack
from api.proof.sentences import Sentence, sentences

__all__ = ["Evidence", "Ground", "Lack", "Sentence", "evidence_of", "lacks", "sentences"]

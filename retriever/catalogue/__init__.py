"""The catalogue: plans, passages, facts, tables, sessions, feedback. A library's only truth."""

from retriever.catalogue.drafts import DraftConflict, DraftShelf, KeptDraft
from retriever.catalogue.engine import CatalogueError
from retriever.catalogue.feedback import Cited, Feedback, FeedbackShelf
from retriever.catalogue.inbox import Incoming, Taken
from retriever.catalogue.late_answers import LateAnswer
from retriever.catalogue.line import LineShelf
from retriever.catalogue.people import Person
from retriever.catalogue.projects import ProjectLine
from retriever.catalogue.rows import PlanSummary, Stored
from retriever.catalogue.sessions import Session
from retriever.catalogue.store import Catalogue
from retriever.catalogue.writing import Kept

__all__ = [
    "Catalogue",
    "CatalogueError",
    "Cited",
    "DraftConflict",
    "DraftShelf",
    "Feedback",
    "FeedbackShelf",
    "Incoming",
    "Kept",
    "KeptDraft",
    "LateAnswer",
    "LineShelf",
    "Person",
    "PlanSummary",
    "ProjectLine",
    "Session",
    "Stored",
    "Taken",
]

"""The catalogue: plans, passages, facts, tables and sessions. The only truth of the library."""

from retriever.catalogue.engine import CatalogueError
from retriever.catalogue.projects import ProjectLine
from retriever.catalogue.rows import PlanSummary, Stored
from retriever.catalogue.sessions import Session
from retriever.catalogue.store import Catalogue
from retriever.catalogue.writing import Kept

__all__ = [
    "Catalogue",
    "CatalogueError",
    "Kept",
    "PlanSummary",
    "ProjectLine",
    "Session",
    "Stored",
]

"""A library as one file, and back.

The catalogue holds all that is true of a library, so it is all that is kept: indexes are made
anew from it.
"""

from retriever.backup.archive import BackupError, Manifest
from retriever.backup.making import back_up
from retriever.backup.restoring import restore

__all__ = ["BackupError", "Manifest", "back_up", "restore"]

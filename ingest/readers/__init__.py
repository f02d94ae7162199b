"""Readers: from the bytes of a file to its lines and blocks. They know nothing of plans."""

from ingest.readers.read import MAX_BYTES, read

__all__ = ["MAX_BYTES", "read"]

"""A result as one HTML page that needs nothing else: no server, no network, no other file."""

from eval.report.page import render

__all__ = ["render"]

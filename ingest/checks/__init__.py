"""Checks of a plan's consistency: what doesn't add up, is missing, or belongs to another plan."""

from ingest.checks.models import Finding, Severity

__all__ = ["Finding", "Severity"]

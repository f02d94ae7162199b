"""Addresses on our page: a plan's lines, the table of projects, and where plans are drafted."""

from __future__ import annotations

from urllib.parse import urlencode

from api.line.messages.limits import URI_UNITS
from api.schemas import Citation


def lines_link(public_url: str | None, citation: Citation) -> str | None:
    """Opens the cited lines on our page; None where the page has no public address."""
    lines = f"{citation.line_start}-{citation.line_end}"
    return _address(public_url, "", {"plan": citation.plan_id, "lines": lines})


def projects_link(public_url: str | None, organization: str | None, year: int | None) -> str | None:
    """Opens the table of an organisation's projects, of one fiscal year (B.E.) where one is
    given; None where the page has no public address."""
    query = {"organization": organization or "", "fiscal_year": str(year or "")}
    return _address(public_url, "table", {name: value for name, value in query.items() if value})


def drafting_link(public_url: str | None) -> str | None:
    """Opens the page where plans are drafted; None where the page has no public address."""
    return _address(public_url, "draft", {})


def _address(public_url: str | None, path: str, query: dict[str, str]) -> str | None:
    """None, too, for an address longer than LINE opens."""
    if not public_url:
        return None
    address = f"{public_url.rstrip('/')}/{path}?{urlencode(query)}".rstrip("?")
    return address if len(address) <= URI_UNITS else None

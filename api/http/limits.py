"""How often a client may ask. Each process counts for itself, in memory."""

from __future__ import annotations

import logging
import time
from enum import StrEnum
from hashlib import sha256
from ipaddress import IPv6Address, ip_address
from math import ceil

from fastapi import Request
from limits import RateLimitItem, parse
from limits.storage import MemoryStorage
from limits.strategies import FixedWindowRateLimiter

from api.http.errors import ApiProblem

log = logging.getLogger(__name__)

# A person asks a few times a minute, and a room of them stands behind one address.
DEFAULT_RATE = "600/minute"
NO_LIMIT = "none"
# What writes to the disk: a folder of plans, or the thumbs of that room.
_WRITES = "60/minute"
# Guesses of keys from one address: wrong keys, and how often the same one.
_GUESSES = "20/minute"
# Two counters a client; some 20 MB. More addresses than that are no people.
_MAX_COUNTERS = 100_000


class Kind(StrEnum):
    """What is counted; uploads, feedback and drafts are counted as requests as well."""

    REQUEST = "request"
    UPLOAD = "upload"
    FEEDBACK = "feedback"
    DRAFT = "draft"


class Limits:
    """The counters of one application. ``rate`` is the setting: None for the default, which
    leaves out this machine's own addresses: there a proxy stands for everybody."""

    def __init__(self, rate: str | None) -> None:
        self._storage = MemoryStorage()
        self._windows = FixedWindowRateLimiter(self._storage)
        self._counts_own = rate is not None
        self._rates: dict[Kind, RateLimitItem] = {}
        if rate != NO_LIMIT:
            writes = parse(_WRITES)
            self._rates = {
                Kind.REQUEST: parse(rate or DEFAULT_RATE),
                Kind.UPLOAD: writes,
                Kind.FEEDBACK: writes,
                Kind.DRAFT: writes,
            }
        self._guesses = parse(_GUESSES)

    def count(self, kind: Kind, client: str, *, own: bool) -> None:
        """Counts a request of ``client``; ``own`` says that it came from this machine and has no
        key. Raises ApiProblem (429) beyond the limit."""
        if own and not self._counts_own:
            return
        for each in dict.fromkeys((Kind.REQUEST, kind)):
            rate = self._rates.get(each)
            if rate is not None and not self._hit(rate, each, client):
                raise self._too_many(rate, each, client)

    def refuse_guessing(self, address: str, key: bytes) -> None:
        """Raises ApiProblem (429) where an address tried too many keys, or this one too often.

        Before the key is looked at: else a right guess would still be told.
        """
        for names in ((address,), (address, _digest(key))):
            if not self._windows.test(self._guesses, "guess", *names):
                raise self._too_many(self._guesses, "guess", *names)

    def wrong(self, address: str, key: bytes) -> None:
        """Counts a wrong key. One key counts once against its address, so that a program with an
        old key doesn't shut out its whole office."""
        names = (address, _digest(key))
        seen = self._windows.get_window_stats(self._guesses, "guess", *names)
        if seen.remaining == self._guesses.amount:
            self._hit(self._guesses, "guess", address)
        self._hit(self._guesses, "guess", *names)

    def _hit(self, rate: RateLimitItem, *names: str) -> bool:
        if len(self._storage.storage) >= _MAX_COUNTERS:
            log.warning("more than %s clients within a minute; counting anew", _MAX_COUNTERS)
            self._storage.reset()
        return self._windows.hit(rate, *names)

    def _too_many(self, rate: RateLimitItem, *names: str) -> ApiProblem:
        reset = self._windows.get_window_stats(rate, *names).reset_time
        seconds = max(1, ceil(reset - time.time()))
        return ApiProblem(
            429,
            "too-many-requests",
            f"ส่งคำขอถี่เกินไป กรุณารอ {seconds:,} วินาทีแล้วลองใหม่",
            f"too many requests; try again in {seconds:,} seconds",
            headers={"Retry-After": str(seconds)},
        )


def address_of(request: Request) -> tuple[str, bool]:
    """The client's address, and whether it is this machine's own. Of IPv6 the network counts
    (/64), since a household has that many addresses to itself."""
    if request.client is None:  # a Unix socket
        return "local", True
    try:
        address = ip_address(request.client.host)
    except ValueError:
        return request.client.host, False
    if isinstance(address, IPv6Address):
        if address.ipv4_mapped is None:
            return address.exploded[:19], address.is_loopback
        address = address.ipv4_mapped
    return str(address), address.is_loopback


def _digest(key: bytes) -> str:
    """Counters hold no keys."""
    return sha256(key).hexdigest()[:16]

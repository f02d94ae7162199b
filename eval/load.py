"""Many clients at once against a server that runs: how many answers, how fast, at what memory."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from itertools import count
from time import perf_counter
from typing import Any

import anyio
import httpx2 as httpx

from eval.bench_side import QUESTIONS
from eval.measures import percentile

# Of so many requests one is a search; the others are questions.
_SEARCH_EVERY = 5
# Memory is looked at this often.
_SAMPLE_SECONDS = 2.0
_TIMEOUT_SECONDS = 30.0
_MEMORY = re.compile(r"^process_resident_memory_bytes (\S+)$", re.MULTILINE)
_CPU = re.compile(r"^process_cpu_seconds_total (\S+)$", re.MULTILINE)


class LoadError(RuntimeError):
    """The server can't be reached, or holds nothing to ask about."""


class _Load:
    """What one run asks and notes; the clients share it."""

    def __init__(
        self, client: httpx.AsyncClient, organizations: list[str], metrics_key: str | None
    ) -> None:
        self._client = client
        self._organizations = organizations
        self._headers = {"Authorization": f"Bearer {metrics_key}"} if metrics_key else None
        self._next = count()
        self.milliseconds: dict[str, list[float]] = {"chat": [], "search": []}
        self.errors: Counter[str] = Counter()
        self.memory: list[float] = []
        self.cpu_seconds: list[float] = []

    async def ask_until(self, end: float) -> None:
        """One client: the next request as soon as the last is answered."""
        while perf_counter() < end:
            at = next(self._next)
            kind = "search" if at % _SEARCH_EVERY == 0 else "chat"
            started = perf_counter()
            try:
                response = await self._request(kind, at)
            except httpx.HTTPError as error:
                self.errors[type(error).__name__] += 1
                continue
            if response.is_success:
                self.milliseconds[kind].append((perf_counter() - started) * 1000)
            else:
                self.errors[str(response.status_code)] += 1

    async def _request(self, kind: str, at: int) -> httpx.Response:
        question = QUESTIONS[at % len(QUESTIONS)]
        organization = self._organizations[at // len(QUESTIONS) % len(self._organizations)]
        if kind == "search":
            given = {"q": question, "organization": organization}
            return await self._client.get("/search", params=given)
        asked = {"message": question, "profile": {"organization": organization}}
        return await self._client.post("/chat", json=asked)

    async def watch(self) -> None:
        """Notes the server's memory now and then, where ``/metrics`` tells it."""
        while True:
            await self.look()
            await anyio.sleep(_SAMPLE_SECONDS)

    async def look(self) -> None:
        response = await self._client.get("/metrics", headers=self._headers)
        memory, cpu = _MEMORY.search(response.text), _CPU.search(response.text)
        if memory and cpu:
            self.memory.append(float(memory[1]) / 1_000_000)
            self.cpu_seconds.append(float(cpu[1]))


def load(
    url: str,
    clients: int,
    seconds: float,
    *,
    key: str | None = None,
    metrics_key: str | None = None,
    on_second: Callable[[], None] = lambda: None,
) -> dict[str, Any]:
    """Figures of ``clients`` that ask the server at ``url`` for ``seconds``.

    Each sends its next request when the last is answered, four questions to a search, over the
    organisations that the server holds. ``ms`` are of answered requests; ``errors`` are those
    that failed or got another status than 2xx, by kind; ``memory_mb`` is the server's resident
    memory at the start, halfway and at the end, and ``cpu_ms`` what a request costs it, None where
    ``/metrics`` doesn't tell: on a busy machine they say more than times. ``key`` is a reader's.
    Raises LoadError.
    """
    return anyio.run(_run, url, clients, seconds, key, metrics_key, on_second)


async def _run(
    url: str,
    clients: int,
    seconds: float,
    key: str | None,
    metrics_key: str | None,
    on_second: Callable[[], None],
) -> dict[str, Any]:
    limits = httpx.Limits(max_connections=clients + 1, max_keepalive_connections=clients + 1)
    headers = {"X-API-Key": key} if key else None
    async with httpx.AsyncClient(
        base_url=url, limits=limits, timeout=_TIMEOUT_SECONDS, headers=headers, trust_env=False
    ) as client:
        run = _Load(client, await _organizations(client), metrics_key)
        await _warm(run)
        started = perf_counter()
        async with anyio.create_task_group() as side:
            side.start_soon(run.watch)
            side.start_soon(_tick, on_second)
            async with anyio.create_task_group() as asking:
                for _ in range(clients):
                    asking.start_soon(run.ask_until, started + seconds)
            side.cancel_scope.cancel()
        took = perf_counter() - started
        await run.look()
    return _figures(run, clients, took)


async def _organizations(client: httpx.AsyncClient) -> list[str]:
    try:
        response = (await client.get("/plans")).raise_for_status()
        plans = response.json()["plans"]
    except (httpx.HTTPError, ValueError, KeyError) as error:
        raise LoadError(f"GET /plans: {error or type(error).__name__}") from error
    named = sorted({plan["organization"] for plan in plans if plan["organization"]})
    if not named:
        raise LoadError("the library names no organisation")
    return named


async def _warm(run: _Load) -> None:
    """Plans are read when they are first asked about: that is no figure of the load."""
    await run.ask_until(perf_counter() + 1)
    for times in run.milliseconds.values():
        times.clear()
    run.errors.clear()


async def _tick(on_second: Callable[[], None]) -> None:
    while True:
        await anyio.sleep(1)
        on_second()


def _figures(run: _Load, clients: int, seconds: float) -> dict[str, Any]:
    every = [each for times in run.milliseconds.values() for each in times]
    memory = [round(each) for each in run.memory]
    return {
        "clients": clients,
        "seconds": round(seconds, 1),
        "requests": len(every),
        "per_second": round(len(every) / seconds, 1),
        "errors": dict(run.errors),
        "ms": {
            name: {f"p{at}": _rounded(percentile(times, at)) for at in (50, 95, 99)}
            for name, times in (("all", every), *run.milliseconds.items())
        },
        "cpu_ms": _rounded(_cpu_ms(run, len(every))),
        "memory_mb": {
            "start": memory[0],
            "middle": memory[len(memory) // 2],
            "end": memory[-1],
        }
        if memory
        else None,
    }


def _cpu_ms(run: _Load, requests: int) -> float | None:
    if not run.cpu_seconds or not requests:
        return None
    return (run.cpu_seconds[-1] - run.cpu_seconds[0]) * 1000 / requests


def _rounded(value: float | None) -> float | None:
    return None if value is None else round(value, 1)

"""Webhook events at a steady rate against a real server and a fake LINE: how many are lost or
answered twice, and how long people wait.

``python -m tests.api.line.load_trials --rate 100 --seconds 30`` prints the figures; the suite
does less. One event in twenty is delivered twice, as LINE does where it isn't sure.
"""

from __future__ import annotations

import argparse
import http.client
import json
import os
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from functools import partial
from pathlib import Path
from statistics import quantiles
from typing import Any

from ingest.pipeline import find_files, parse_file
from retriever.library import Library
from tests.api.line import webhooks
from tests.api.test_stopping import SERVE, port, serving
from tests.line_server import TOKEN, LineServer
from tests.waiting import PATIENCE

SAMPLES = Path(__file__).parents[3] / "eval" / "samples"
PEOPLE = 1500  # two questions of each within half a minute
REPEATED = 20  # one in so many is delivered twice
_FIRST = 40
SENDERS = 24
# LINE takes replies for a minute; nothing comes after that.
LAST_SECONDS = 65.0
# CPU seconds in half a second, of servers that nobody asks.
_RESTING = 0.03


class Trial:
    """``sent`` has when each token's event was on its way; ``accepted`` how long the server took
    to say 200, in seconds."""

    def __init__(self, line: LineServer, servers: list[int], questions: list[str]) -> None:
        self._line = line
        self._servers = servers
        self._questions = questions
        self._own = threading.local()
        self.sent: dict[str, float] = {}
        self.accepted: list[float] = []
        self.refused = 0

    def warm_up(self) -> None:
        """The first events, for which a server builds what all later ones use, count nothing."""
        for number in range(_FIRST):
            self.send(number, 0)
        self._line.wait_for_replies(_FIRST)
        for kept in (self.sent, self.accepted, self._line.replies, self._line.loadings):
            kept.clear()

    def send(self, number: int, due: float) -> None:
        time.sleep(max(0.0, due - time.monotonic()))
        token = self._line.reply_token()
        question = self._questions[number % len(self._questions)]
        event = webhooks.text(question, token, webhooks.person(number % PEOPLE))
        self.sent[token] = time.monotonic()
        self._post(event, self._servers[0])
        if number % REPEATED == 0:
            self._post(webhooks.redelivered(event), self._servers[-1])

    def _post(self, event: webhooks.Event, server: int) -> None:
        body = webhooks.body_of(event)
        headers = {
            "Content-Type": "application/json",
            "X-Line-Signature": webhooks.signature(body),
        }
        begun = time.monotonic()
        kept: dict[Any, http.client.HTTPConnection] = self._own.__dict__
        if server not in kept:
            kept[server] = http.client.HTTPConnection("127.0.0.1", server, timeout=PATIENCE)
        try:
            response = _sent(kept[server], body, headers)
        except (BrokenPipeError, ConnectionResetError, http.client.RemoteDisconnected):
            kept[server].close()  # idle for so long that the server had closed it
            response = _sent(kept[server], body, headers)
        response.read()
        self.accepted.append(time.monotonic() - begun)
        self.refused += response.status != 200

    def figures(self) -> dict[str, Any]:
        replies = {reply.to: reply for reply in self._line.replies}
        waits = [reply.at - self.sent[token] for token, reply in replies.items()]
        with_button = sum("postback" in json.dumps(each.messages) for each in replies.values())
        return {
            "events": len(self.sent),
            "not accepted": self.refused,
            "lost": len(self.sent.keys() - replies.keys()),
            "answered twice": len(self._line.replies) - len(replies) + self._again(),
            "answered with a button": with_button,
            "to 200, ms": _milliseconds(self.accepted),
            "to the reply, ms": _milliseconds(waits),
            "loading animations": len(self._line.loadings),
            "refused by LINE": dict(Counter(str(each.why) for each in self._line.refused)),
        }

    def _again(self) -> int:
        """Replies for a token that was used up, which LINE refuses."""
        return sum("Invalid reply token" in str(each.why) for each in self._line.refused)


def _sent(
    connection: http.client.HTTPConnection, body: bytes, headers: dict[str, str]
) -> http.client.HTTPResponse:
    connection.request("POST", "/line/webhook", body, headers)
    return connection.getresponse()


def _milliseconds(seconds: list[float]) -> dict[str, float]:
    cuts = quantiles(seconds, n=100)
    named = {"p50": cuts[49], "p95": cuts[94], "p99": cuts[98], "most": max(seconds)}
    return {name: round(1000 * value) for name, value in named.items()}


def _cpu_seconds(process: int) -> float:
    """What a process has used so far; fields 14 and 15 of its state are in clock ticks."""
    fields = Path(f"/proc/{process}/stat").read_text().rsplit(")", 1)[1].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _settle(processes: Sequence[int]) -> float:
    """What processes have used when they come to rest: a server goes on opening for some seconds
    after it can be asked."""
    used = 0.0
    while (now := sum(map(_cpu_seconds, processes))) - used > _RESTING:
        used = now
        time.sleep(0.5)
    return now


def run(
    rate: int, seconds: float, folder: Path, servers: int = 1, delay: float = 0.0
) -> dict[str, Any]:
    """The figures of ``rate`` events a second over the sample plans; of several ``servers`` over
    one library the first gets all events and the last what is delivered again. LINE takes ``delay``
    seconds for each request."""
    with Library.open(folder, vectors=False) as library:
        found = find_files([SAMPLES / "plans"])
        library.add_many((parse_file(path, name), name) for path, name in found)
    lines = (SAMPLES / "questions.jsonl").read_text(encoding="utf-8").splitlines()
    questions = [json.loads(line)["question"] for line in lines]
    with LineServer() as line:
        line.delay = delay
        settings = {
            "HRPLAN_LINE_CHANNEL_SECRET": webhooks.SECRET,
            "HRPLAN_LINE_CHANNEL_ACCESS_TOKEN": TOKEN,
            "HRPLAN_LINE_API_BASE": line.url,
            "HRPLAN_PUBLIC_URL": "https://plans.example.go.th",
            "HRPLAN_LOG_LEVEL": "warning",
        }
        with ExitStack() as stack:
            begin = partial(serving, SERVE, folder, **settings)
            processes = [stack.enter_context(begin()) for _ in range(servers)]
            trial = Trial(line, [port(process) for process in processes], questions)
            trial.warm_up()
            before = _settle([process.pid for process in processes])
            own = time.process_time()
            number = int(rate * seconds)
            begun = time.monotonic() + 1
            with ThreadPoolExecutor(SENDERS) as pool:
                list(pool.map(lambda n: trial.send(n, begun + n / rate), range(number)))
            until = time.monotonic() + LAST_SECONDS
            while len(line.replies) < number and time.monotonic() < until:
                time.sleep(0.1)
            # Time for a second answer to come, if there is one.
            time.sleep(1)
            used = sum(_cpu_seconds(process.pid) for process in processes) - before
            own = time.process_time() - own
            return trial.figures() | {
                "CPU of the servers an event, ms": round(1000 * used / number, 1),
                "CPU of this trial and its LINE an event, ms": round(1000 * own / number, 1),
            }


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rate", type=int, default=100)
    parser.add_argument("--seconds", type=float, default=30)
    parser.add_argument("--servers", type=int, default=1)
    parser.add_argument("--delay", type=float, default=0.2, help="seconds LINE takes a request")
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        figures = run(given.rate, given.seconds, Path(folder), given.servers, given.delay)
    print(json.dumps(figures, ensure_ascii=False, indent=1))


if __name__ == "__main__":
    main()

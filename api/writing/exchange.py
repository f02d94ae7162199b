"""Talking with a chat model: its answer as it comes, its calls for tools, one round of repair."""

from __future__ import annotations

import json
import secrets
from collections import Counter
from collections.abc import Generator, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, Any

from api.answering import Ask
from api.answering.understanding.query import Query
from api.chat_model import without_refused
from api.writing.deadline import Until
from api.writing.drafts import Draft, spoken
from api.writing.exhibits import Exhibit, Exhibits
from api.writing.hearing import MOST, Hearing
from api.writing.injections import addresses_a_model
from api.writing.tools import TOOLS, Tools
from prompts import prompt, reasons

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel
    from langchain_core.messages import BaseMessage, InvalidToolCall, ToolCall

# Rounds in which a model may call tools, and calls of each that are run: then it must answer.
ROUNDS, CALLS = 3, 4
_NAMED = 12  # organisations; of more a question means all
_OPENING = 2  # messages: what to do, and the question
_BEFORE = 3  # of the person's earlier messages
# By these a server says that it knows no tools, or this model doesn't.
_NO_TOOLS = (400, 404, 422, 501)


class Exchange:
    """The messages of one answer. ``tokens`` counts ``input_tokens`` and ``output_tokens``;
    ``model`` and ``with_tools`` are what the server was found to take."""

    def __init__(self, model: BaseChatModel, deadline: float, with_tools: bool) -> None:
        self.model = model
        self._deadline = deadline
        self._fence = secrets.token_hex(6)
        self._messages: list[BaseMessage] = []
        self.with_tools = with_tools
        self.tokens: Counter[str] = Counter()

    def ask(self, ask: Ask, query: Query, exhibits: Exhibits) -> None:
        """Puts the question, who asks, what was understood, and the evidence."""
        from langchain_core.messages import HumanMessage, SystemMessage

        question = prompt("writing_question").fill(
            fence=self._fence,
            before="\n".join(m for m in ask.history[-_BEFORE:] if not addresses_a_model(m)),
            question=ask.message,
            asker=_asker(ask),
            scope=_scope(query, exhibits.organizations),
            evidence=_shown(exhibits, self._fence),
        )
        self._messages = [
            SystemMessage(prompt("writing").fill(fence=self._fence)),
            HumanMessage(question),
        ]

    def sentences(self, tools: Tools, meanwhile: Iterator[object]) -> Iterator[Draft]:
        """What the model answers, sentence by sentence, as soon as each is whole. While it is
        waited for, steps of ``meanwhile`` are taken. Raises TimeoutError at the deadline, and
        what the model's client raises."""
        for round_ in range(ROUNDS + 1):
            calls = yield from self._reply(self.with_tools and round_ < ROUNDS, meanwhile)
            if not calls:
                return
            self._run(calls, tools)

    def repaired(self, problems: Sequence[str]) -> list[Draft]:
        """What the model says for the sentences that ``problems`` are of, in one round."""
        from langchain_core.messages import HumanMessage

        text = prompt("writing_repair").fill(fence=self._fence, problems="\n".join(problems))
        self._messages.append(HumanMessage(text))
        return list(self._reply(with_tools=False))

    def _reply(
        self, with_tools: bool, meanwhile: Iterable[object] = ()
    ) -> Generator[Draft, None, list[ToolCall | InvalidToolCall]]:
        """Gives the sentences of one reply, and returns its calls for tools."""
        model: Any = self.model.bind_tools(list(TOOLS)) if with_tools else self.model
        chunks: list[Any] = []
        hearing = Hearing()
        try:
            for chunk in Until(lambda: model.stream(self._messages), self._deadline, meanwhile):
                chunks.append(chunk)
                yield from hearing.more(chunk.text)
                if hearing.is_too_much:
                    break
        except Exception as error:
            if not chunks and (plainer := without_refused(self.model, error)):
                self.model = plainer
                return (yield from self._reply(with_tools, meanwhile))
            if with_tools and not chunks and getattr(error, "status_code", 0) in _NO_TOOLS:
                return (yield from self._without_tools(meanwhile))
            raise
        if not chunks:
            return []
        whole = chunks[0] + chunks[1:]
        self.tokens.update(_tokens(whole.usage_metadata))
        self._messages.append(whole)
        calls = [*whole.tool_calls, *whole.invalid_tool_calls]
        if not calls:
            yield from hearing.end()
        return calls

    def _without_tools(
        self, meanwhile: Iterable[object]
    ) -> Generator[Draft, None, list[ToolCall | InvalidToolCall]]:
        """The same reply. What is refused then, too, wasn't refused for the tools; nor, maybe,
        was what has their results in it."""
        is_first = len(self._messages) == _OPENING
        calls = yield from self._reply(with_tools=False, meanwhile=meanwhile)
        self.with_tools = self.with_tools and not is_first
        return calls

    def _run(self, calls: Sequence[Any], tools: Tools) -> None:
        """Each call has its reply, or servers refuse what follows; not each is run."""
        from langchain_core.messages import ToolMessage

        for n, call in enumerate(calls):
            found = tools.run(call["name"], call["args"]) if n < CALLS else []
            text = _shown(found, self._fence) if found else reasons()["nothing_found"]
            self._messages.append(ToolMessage(text, tool_call_id=call["id"] or ""))


def rewritten(model: BaseChatModel, ask: Ask, deadline: float, tokens: Counter[str]) -> str:
    """A follow-up as a question that needs none before it, as the model puts it."""
    text = prompt("rewriting").fill(
        fence=secrets.token_hex(6), before="\n".join(ask.history[-_BEFORE:]), question=ask.message
    )
    return spoken(completed(model, text, deadline, tokens))


def completed(model: BaseChatModel, text: str, deadline: float, tokens: Counter[str]) -> str:
    """What the model says to one message; what it took is added to ``tokens``."""
    pieces, length = [], 0
    for chunk in Until(lambda: model.stream(text), deadline):
        pieces.append(chunk.text)
        length += len(chunk.text)
        tokens.update(_tokens(getattr(chunk, "usage_metadata", None)))
        if length > MOST:
            break
    return "".join(pieces).strip()


def _asker(ask: Ask) -> str:
    parts = {"organization": ask.profile_organization, "position": ask.profile_position}
    return json.dumps({k: v for k, v in parts.items() if v}, ensure_ascii=False)


def _scope(query: Query, organizations: Sequence[str]) -> str:
    """The slots as they were understood, which the model can't change."""
    slots = {
        "organizations": organizations[:_NAMED],
        "fiscal_years": list(query.years),
        "positions": list(query.positions),
        "departments": list(query.departments),
        "asked": sorted({*query.wants, *query.operations}),
    }
    return json.dumps({k: v for k, v in slots.items() if v}, ensure_ascii=False)


def _shown(exhibits: Iterable[Exhibit], fence: str) -> str:
    return "\n".join(
        f"<item-{fence} number={e.number}>\n{e.text}\n</item-{fence}>" for e in exhibits
    )


def _tokens(usage: Any) -> dict[str, int]:
    """As the server counts, where what it says is a count."""
    return {n: max(0, (usage or {}).get(n) or 0) for n in ("input_tokens", "output_tokens")}

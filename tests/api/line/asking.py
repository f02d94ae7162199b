"""Questions of a set, asked through the webhook as people write them, graded by what is seen."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qs, urlsplit

from eval.grading import Pointer, Verdict, grade
from eval.questions import Question
from tests.api.line import webhooks
from tests.api.line.conftest import Channel

Messages = list[dict[str, Any]]


def shown_texts(value: Any) -> list[str]:
    """All that a person reads in messages, cards too."""
    if isinstance(value, list):
        return [text for each in value for text in shown_texts(each)]
    if not isinstance(value, dict):
        return []
    if value.get("type") == "text":
        return [value["text"]]
    nested = [each for name, each in value.items() if name != "quickReply"]
    return [text for each in nested for text in shown_texts(each)]


def addresses(value: Any) -> list[str]:
    """The addresses that taps open."""
    if isinstance(value, list):
        return [uri for each in value for uri in addresses(each)]
    if not isinstance(value, dict):
        return []
    own = [value["uri"]] if value.get("type") == "uri" else []
    return own + [uri for each in value.values() for uri in addresses(each)]


def ask(channel: Channel, question: Question, person: int) -> Messages:
    """The bot's messages to the question, from a person who said who they are before."""
    source = webhooks.person(person)

    def say(words: str) -> Messages:
        return channel.told(webhooks.text(words, channel.token(), source))

    if question.profile:
        known = (question.profile.position, question.profile.organization)
        say(" ".join(filter(None, known)))
    for earlier in question.history or ():
        say(earlier)
    return say(question.question)


def chat(channel: Channel, question: Question) -> dict[str, Any]:
    """The answer of ``/chat`` to the same person."""
    profile = question.profile.model_dump() if question.profile else None
    body: dict[str, Any] = {"profile": profile}
    for message in (*(question.history or ()), question.question):
        answer = channel.client.post("/chat", json={**body, "message": message}).json()
        body["session_id"] = answer["session_id"]
    return answer


def graded(channel: Channel, question: Question, messages: Messages, answerable: bool) -> Verdict:
    """Judged by all texts seen and all lines that can be opened. LINE has no flag that says
    whether the plans hold the answer: ``answerable`` is that of the answer told."""
    sources = {plan.id: plan.source for plan in channel.library.plans()}
    pointers = []
    for address in addresses(messages):
        query = parse_qs(urlsplit(address).query)
        if "lines" in query:
            first, last = map(int, query["lines"][0].split("-"))
            pointers.append(Pointer(sources[query["plan"][0]], first, last))
    return grade(question, "\n".join(shown_texts(messages)), answerable, pointers)


def chat_graded(question: Question, answer: dict[str, Any]) -> Verdict:
    pointers = [
        Pointer(cited["source"], cited["line_start"], cited["line_end"])
        for cited in answer["citations"]
    ]
    return grade(question, answer["answer"], answer["answerable"], pointers)

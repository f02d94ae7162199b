"""What is said to whom: questions, the profile, commands; alone with a person and in groups."""

from __future__ import annotations

import hmac
import time
from collections.abc import Sequence
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from api.answering.drafting import asks_to_draft
from api.answering.scope import known_organizations
from api.conversation import turn
from api.line import words
from api.line.commands import Command, changed_to, command_of, small_talk
from api.line.events import PREFIX, Said
from api.line.messages import (
    Message,
    QuickReply,
    answer_messages,
    ask_organization,
    ask_position,
    drafting_message,
    greeting_messages,
    text_message,
    waiting_message,
)
from api.line.messages.following import (
    BUDGET,
    COURSES,
    PROJECTS,
    begins_anew,
    next_questions,
)
from api.line.messages.limits import ACTION_GRAPHEMES, MESSAGES
from api.line.messages.talk import FETCH
from api.line.messages.texts import graphemes, with_quick_replies
from api.line.notes import Asked, Notes
from api.line.profile import Stated, is_type_alone, read_profile
from api.messages import MessageError, checked_message
from api.metrics import Metrics
from api.schemas import ChatRequest, Profile
from api.settings import Settings
from api.writing.answering import whole
from ingest.models import Organization
from retriever.catalogue import Person
from retriever.library import Library

if TYPE_CHECKING:
    from api.writing.model_writer import ModelWriter

# An answer that isn't there by then won't come: its process ended.
GIVEN_UP_SECONDS = 180.0
# Offered to who is asked for one; any other can be typed.
POSITIONS = (
    "นักทรัพยากรบุคคล",
    "เจ้าพนักงานธุรการ",
    "นักวิชาการเงินและบัญชี",
    "นายช่างโยธา",
    "นักพัฒนาชุมชน",
    "นิติกร",
)
_FIRST_QUESTIONS = (COURSES, PROJECTS, BUDGET)
_OWN_DATA = (QuickReply("เปลี่ยนหน่วยงาน", "เปลี่ยนหน่วยงาน"), QuickReply("ลบข้อมูลฉัน", "ลบข้อมูลฉัน"))


class Dialogue:
    """Safe for use from several threads, one message of a person at a time."""

    def __init__(
        self, settings: Settings, library: Library, writer: ModelWriter | None, metrics: Metrics
    ) -> None:
        self._settings = settings
        self._library = library
        self._shelf = library.line
        self._writer = writer
        self._metrics = metrics
        self._notes = Notes(library)
        self._secret = self._shelf.secret()

    def hashed(self, *ids: str) -> str:
        """A name for ids of LINE's, from which they can't be had back; also that of a session."""
        return hmac.new(self._secret, "\0".join(ids).encode(), sha256).hexdigest()[:40]

    def lane(self, said: Said) -> str:
        """Whom an event is from: the person, or the person in this group."""
        return self.hashed(said.chat) if said.direct else self.hashed(said.chat, said.user)

    def respond(self, said: Said) -> list[Message]:
        """What is said to an event; nothing to one that calls for no answer."""
        if said.kind == "text":
            return self._text(said) if said.addressed else []
        if said.kind == "other_message":
            return [text_message(words.NOT_A_TEXT)] if said.direct else []
        if said.kind == "postback":
            return self._fetched(said)
        if said.kind == "follow":
            self._notes.ask(self.lane(said), Asked())
            return greeting_messages(self._names())
        if said.kind == "join":
            return [text_message(words.JOINED)]
        if said.kind == "unfollow":
            self._forget(self.lane(said))
        elif said.kind == "unsend":
            # Which of the messages it was isn't kept: none of them is used any more.
            self._forget_conversation(self.lane(said))
        return []

    # Texts

    def _text(self, said: Said) -> list[Message]:
        command = command_of(said.text)
        if not said.direct:
            return [called(message) for message in self._in_group(said, command)]
        person = self._shelf.people.get(self.lane(said))
        if command:
            return self._command(command, person)
        if talk := small_talk(said.text):
            return [text_message(words.SMALL_TALK[talk], self._first_questions(person))]
        asked = self._notes.asked(person.id)
        if asked is not None and is_type_alone(said.text):
            self._notes.ask(person.id, asked)
            return [text_message(words.WHICH), ask_organization(self._names())]
        stated = self._stated(said.text, person, asked)
        return (
            self._saved(stated, person, asked)
            if stated
            else self._answered(person.id, said.text, person)
        )

    def _in_group(self, said: Said, command: Command | None) -> list[Message]:
        lane = self.lane(said)
        if command == "forget":
            self._forget_conversation(lane)
            return [text_message(words.FORGOTTEN_HERE)]
        if command in ("mine", "change"):
            return [text_message(words.IN_PRIVATE)]
        if command or not said.text.strip():
            return [text_message(words.CALLED)]
        if talk := small_talk(said.text):
            return [text_message(words.SMALL_TALK[talk])]
        asked = self._notes.asked(lane)
        stated = read_profile(said.text, self._known(), asked=True) if asked else None
        if asked is None or stated is None or not (stated.organization or stated.position):
            return self._answered(lane, said.text, Person(""))
        # What is said for a question in a group holds for that question.
        person = Person(
            "", stated.organization or asked.organization, stated.position or asked.position
        )
        return self._answered(lane, asked.question, person)

    def _command(self, command: Command, person: Person) -> list[Message]:
        if command == "forget":
            self._forget(person.id)
            return [text_message(words.FORGOTTEN)]
        if command == "mine":
            return [text_message(words.kept(person.organization, person.position), _OWN_DATA)]
        if command == "skip":
            return [text_message(words.SKIPPED, self._first_questions(person))]
        if command == "help":
            # Who said it before isn't asked for it again.
            chips = self._first_questions(person)
            if not chips:
                self._notes.ask(person.id, Asked())
            return greeting_messages(self._names(), chips)
        self._notes.ask(person.id, Asked())
        return [ask_organization(self._names())]

    # An answer that is late goes on beside what is said after it, and ends after it.

    def _forget(self, person_id: str) -> None:
        self._notes.forget(person_id)
        self._shelf.people.forget(person_id)

    def _forget_conversation(self, session_id: str) -> None:
        self._notes.forget(session_id)
        self._shelf.people.forget_conversation(session_id)

    def _first_questions(self, person: Person) -> Sequence[QuickReply]:
        return _FIRST_QUESTIONS if self._has_plan(person.organization) else ()

    def _stated(self, text: str, person: Person, asked: Asked | None) -> Stated | None:
        """What the message says of the person, where it is meant so: the bare name of another
        organisation goes on with the question before, unless the person was just asked."""
        known = self._known()
        new = changed_to(text)
        if new and (stated := read_profile(new, known, asked="ตำแหน่ง" in text)):
            return stated
        stated = read_profile(text, known, asked=asked is not None)
        if stated is None or stated.both or asked is not None:
            return stated
        was_said = person.position if stated.position else person.organization
        return None if was_said else stated

    def _saved(self, stated: Stated, person: Person, asked: Asked | None) -> list[Message]:
        pending = asked.question if asked else ""
        changes = stated.organization and stated.organization != person.organization
        person = Person(
            person.id,
            stated.organization or person.organization,
            stated.position or person.position,
        )
        self._shelf.people.put(person)
        if changes:
            # What was said before is of another organisation.
            self._shelf.people.forget_conversation(person.id)
        if stated.choices or stated.nowhere:
            self._notes.ask(person.id, Asked(pending))
            return self._which(stated)
        has_plan = self._has_plan(person.organization)
        told = words.saved(
            person.organization, person.position, has_plan=has_plan or not person.organization
        )
        if pending:
            answer = self._answered(person.id, pending, person)
            return [text_message(told), *answer][-MESSAGES:]
        if not person.organization:
            self._notes.ask(person.id, Asked())
            return [text_message(told), ask_organization(self._names())]
        if not person.position:
            self._notes.ask(person.id, Asked())
            if has_plan:
                return [ask_position(POSITIONS, person.organization)]
            return [text_message(told), ask_position(POSITIONS)]
        return [text_message(told, self._first_questions(person))]

    def _which(self, stated: Stated) -> list[Message]:
        if stated.nowhere:
            return [text_message(words.none_in(stated.nowhere)), ask_organization(self._names())]
        return [ask_organization(stated.choices)]

    def _answered(self, session_id: str, text: str, person: Person) -> list[Message]:
        try:
            message = checked_message(text, self._settings.max_question_chars)
        except MessageError as error:
            return [text_message(error.thai)]
        if asks_to_draft(message):
            return [drafting_message(self._settings.public_url)]
        names = self._names()
        if begins_anew(message, names):
            self._shelf.people.forget_conversation(session_id)
        self._notes.leave_behind(session_id, message)
        profile = Profile(organization=person.organization, position=person.position)
        request = ChatRequest(message=message, session_id=session_id, profile=profile)
        begun = time.monotonic()
        with self._metrics.answering("line") as answered:
            response = whole(turn(request, message, self._library, self._writer))
            answered(response)
        messages = answer_messages(response, self._settings.public_url)
        if response.needs:
            # Of who is alone with the bot, the rest is kept with the person.
            known = (None, None) if person.id else (person.organization, person.position)
            self._notes.ask(session_id, Asked(message, *known))
        elif "quickReply" not in messages[-1]:
            chips = next_questions(response, message, person.organization, names)
            messages[-1] = with_quick_replies(messages[-1], chips)
        if not (response.answerable or response.needs):
            self._notes.unanswered(session_id)
        if self._notes.is_forgotten(session_id, begun):
            self._shelf.people.forget_conversation(session_id)
        return messages

    # Late answers

    def chat(self, said: Said) -> str:
        """Whom a late answer is for: all of a group, as the answer would have been."""
        return self.hashed(said.chat)

    def _fetched(self, said: Said) -> list[Message]:
        if not said.text.startswith(FETCH):
            return []
        answer_id = said.text.removeprefix(FETCH)
        late = self._shelf.late_answers.get(answer_id, self.chat(said))
        if late is None:
            return [text_message(words.GONE)]
        if late.messages is not None:
            return late.messages
        if late.age > GIVEN_UP_SECONDS:
            return [text_message(words.FAILED)]
        return [waiting_message(answer_id)]

    def _known(self) -> list[Organization]:
        return known_organizations(self._library.plans())

    def _has_plan(self, organization: str | None) -> bool:
        return any(one.name == organization for one in self._known())

    def _names(self) -> list[str]:
        return [organization.name for organization in self._known()]


def called(part: Any) -> Any:
    """A message for a group, or a part of one: what a tap says there calls the bot, which would
    pass it over else."""
    if isinstance(part, list):
        return [called(each) for each in part]
    if not isinstance(part, dict):
        return part
    if part.get("type") == "message" and "text" in part:
        said = f"{PREFIX} {part['text']}"
        return part | ({"text": said} if len(graphemes(said)) <= ACTION_GRAPHEMES else {})
    return {name: called(value) for name, value in part.items()}

"""Anything in any order: never an exception, always an answer, and a message that every channel can show."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from bot.channels.profiles import NARROW, TELEGRAM
from bot.channels.render import fit, length
from bot.flows.controls import BUTTONS, COMMANDS, CONTROL_WORDS
from bot.flows.deadlines import Offset
from bot.flows.definition import AskKind, GoTo
from bot.flows.events import MessageSent
from bot.flows.state import State
from bot.messages import Blocked, Button, Command, Due, Interpretation, Press, Refusal, Say, Text
from tests.flows.seated import BART, SeatedWalker, a_place
from tests.flows.small import ask, do, go_to, guide, human
from tests.flows.walker import Walker, meaning, real_languages, real_library

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from bot.channels.base import Capabilities
    from bot.flows.definition import AnyStep, Guide, Library

pytestmark = pytest.mark.untraced  # thousands of turns: to trace that costs more than the test

GUIDES = [*sorted(real_library().guides), "elke-soort"]
LANGUAGES = real_languages().codes
UNFILLED = re.compile(r"[{}]")
MOST_BUTTON_BYTES = 64

ANSWERS = """\
ja|nee|weet ik niet|zeg ik liever niet|3 april|morgen|30-11-2026|31-2|31-12-9999|1-1-1000|1|2|9|1250,50|-3
99999999999999999|klaar|terug|later|نعم|لا|٣|እወ|፫||  |\u200f|%s|/menu|1e999|½|﷽
"""
TYPED = st.one_of(
    st.sampled_from([*re.split(r"[|\n]", ANSWERS), "5|a:ja", "a" * 5000]),
    st.text(max_size=40).filter(lambda typed: UNFILLED.search(typed) is None),
)
INTENTS = st.sampled_from(
    [None, None, "affirm", "deny", "out_of_scope", "no-such-guide", *CONTROL_WORDS, *GUIDES]
)
INTERPRETATIONS = st.none() | st.builds(
    lambda intent, language, guesses: Interpretation(
        language, intent, 0.5, meaning(None, *guesses).alternatives
    ),
    INTENTS,
    st.sampled_from([None, "nl", "ar", "ti", "xx"]),
    st.lists(st.sampled_from([*GUIDES, "menu", "weg"]), max_size=5, unique=True),
)
UNUSABLE = st.sampled_from(["photo", "voice", "video", "document", "sticker", "location", "contact", "other"])
ACTIONS = [f"{each.id}/{step.id}" for each in real_library().guides.values() for step in each.steps]
REFERENCES = st.one_of(
    st.builds(
        "{}:{}".format,
        st.sampled_from(["self", "other"]),
        st.sampled_from([*ACTIONS, *(f"{guide}/*" for guide in GUIDES)]),
    ),
    st.text(max_size=20),
)


def edited(
    kept: Callable[[Guide], bool], change: Callable[[tuple[AnyStep, ...]], Iterable[AnyStep]]
) -> Library:
    """The real content after an editor's work, with the offers of guides that are gone taken out."""
    guides = {key: guide for key, guide in real_library().guides.items() if kept(guide)}
    for key, each in guides.items():
        steps = tuple(
            step for step in change(each.steps) if not isinstance(step, GoTo) or step.guide in guides
        )
        guides[key] = replace(each, steps=steps, version=f"{each.version}+{len(steps)}{steps[0].id}")
    return replace(real_library(), guides=guides)


EVERY_KIND = guide(
    "elke-soort",
    *(
        ask(kind.value, kind=kind, save=f"bewaard-{kind.value}")
        for kind in AskKind
        if kind is not AskKind.CHOICE
    ),
    *(
        ask(f"geheim-{kind.value}", kind=kind, sensitive=True)
        for kind in AskKind
        if kind is not AskKind.CHOICE
    ),
    do("doe", of="date", where=("uwv",)),
    do("doe-later", of="geheim-date", start=Offset(years=-3), until=Offset(working_days=3)),
    go_to("naar", "baan-verliezen"),
    human("mens"),
)
LIBRARIES = [
    replace(real_library(), guides={**real_library().guides, EVERY_KIND.id: EVERY_KIND}),
    edited(lambda guide: guide.theme != "uitkering", lambda steps: steps),
    edited(lambda guide: True, lambda steps: steps[::2]),
    edited(lambda guide: True, lambda steps: steps[1::2]),
    edited(lambda guide: True, lambda steps: steps[:3]),
    edited(lambda guide: True, reversed),
]


class Anything(RuleBasedStateMachine):
    """A resident, or whoever holds her phone."""

    def __init__(self) -> None:
        super().__init__()
        self.walker = Walker(LIBRARIES[0], state=State())

    @initialize(
        language=st.sampled_from([None, *LANGUAGES]),
        guide_id=st.sampled_from(GUIDES),
        places=st.lists(st.integers(0, 5), max_size=12),
    )
    def is_somewhere(self, language: str | None, guide_id: str, places: list[int]) -> None:
        """Half of what there is to break lies deep in a guide."""
        if language is not None:
            self.walker.commands("start", language).begins(guide_id)
            for place in places:
                self._press(place)

    def expects_answer(self) -> None:
        assert any(isinstance(event, MessageSent) for event in self.walker.events)

    @rule(typed=TYPED, interpretation=INTERPRETATIONS, hint=st.sampled_from([None, "ti", "de"]))
    def types(self, typed: str, interpretation: Interpretation | None, hint: str | None) -> None:
        self.walker.hears(Text(typed), interpretation=interpretation, hint=hint)
        self.expects_answer()

    @rule(typed=TYPED, refusal=st.sampled_from(Refusal), interpretation=INTERPRETATIONS)
    def is_refused(self, typed: str, refusal: Refusal, interpretation: Interpretation | None) -> None:
        self.walker.hears(Text(typed), refusal=refusal, interpretation=interpretation)
        self.expects_answer()

    @rule(refusal=st.none() | st.sampled_from(Refusal), interpretation=INTERPRETATIONS)
    def is_in_danger(self, refusal: Refusal | None, interpretation: Interpretation | None) -> None:
        self.walker.hears(Text(""), refusal=refusal, interpretation=interpretation, emergency=True)
        self.expects_answer()

    @precondition(lambda self: any(message.choices for message in self.walker.messages))
    @rule(place=st.integers(0, 30))
    def presses(self, place: int) -> None:
        self._press(place)

    @precondition(lambda self: any(message.choices for message in self.walker.messages))
    @rule(places=st.lists(st.integers(0, 30), min_size=3, max_size=8))
    def presses_on(self, places: list[int]) -> None:
        """Most residents press: long walks through guides need many presses in a row."""
        for place in places:
            self._press(place)

    def _press(self, place: int) -> None:
        choices = [choice.id for message in self.walker.messages for choice in message.choices]
        self.walker.presses(choices[place % len(choices)] if choices else "menu")
        self.expects_answer()

    @rule(
        data=st.text(max_size=64)
        | st.builds(
            "{}|{}".format,
            st.integers(-1, 40),
            st.sampled_from(
                [
                    *BUTTONS,
                    "a:ja",
                    "a:",
                    "g:",
                    "g:weg",
                    "t:x",
                    "i:a/b",
                    "l:de",
                    "yes",
                    "no",
                    "go",
                    "confirm",
                    "quiet",
                ]
            ),
        )
    )
    def presses_anything(self, data: str) -> None:
        self.walker.hears(Press(data))
        self.expects_answer()

    @rule(
        name=st.sampled_from(["start", "onzin", *COMMANDS]),
        argument=st.sampled_from(["", "nl", "ar", "TI ", "xx", "🙂"]),
    )
    def commands(self, name: str, argument: str) -> None:
        self.walker.hears(Command(name, argument))
        self.expects_answer()

    @rule(what=UNUSABLE)
    def sends_what_is_of_no_use(self, what: str) -> None:
        self.walker.sends(what)
        self.expects_answer()

    @rule(kind=st.sampled_from(["reminder", "other"]), reference=REFERENCES)
    def is_reminded(self, kind: str, reference: str) -> None:
        self.walker.hears(Due(kind, reference))

    @precondition(lambda self: self.walker.state.subject.actions)
    @rule(
        place=st.integers(0, 30),
        whom=st.sampled_from(["self", "other"]),
        choice=st.sampled_from(["open", "menu"]),
    )
    def is_reminded_of_her_own(self, place: int, whom: str, choice: str) -> None:
        """In the afternoon, when a reminder may be sent; then she opens it, or does not."""
        actions = list(self.walker.state.subject.actions)
        self.walker.now = self.walker.now.replace(hour=15)
        self.walker.is_reminded(f"{whom}:{actions[place % len(actions)]}")
        if self.walker.messages:
            self.walker.presses(choice)

    @precondition(lambda self: self.walker.state.subject.actions)
    @rule(place=st.integers(0, 5), choice=st.integers(0, 5))
    def opens_her_list(self, place: int, choice: int) -> None:
        self.walker.says("lijst", "menu").presses("list")
        self._press(place)
        self._press(choice)

    @rule(edition=st.integers(0, len(LIBRARIES) - 1))  # a place: Hypothesis would spell a library out
    def reads_after_an_edit(self, edition: int) -> None:
        self.walker.library = LIBRARIES[edition]

    @rule(blocked=st.booleans())
    def blocks(self, *, blocked: bool) -> None:
        self.walker.hears(Blocked(blocked))

    @rule(hours=st.integers(1, 24), days=st.sampled_from([0, 1, 30, 200, 400]))
    def time_passes(self, hours: int, days: int) -> None:
        self.walker.now += timedelta(hours=hours, days=days)

    @invariant()
    def every_message_can_be_shown(self) -> None:
        for event in self.walker.events:
            if isinstance(event, MessageSent):
                for language in LANGUAGES:
                    shown(event, language)


def shown(event: MessageSent, language: str) -> None:
    rendered = real_languages().render(event.message, language)
    assert rendered.text.strip()
    assert UNFILLED.search("".join((rendered.text, *rendered.labels.values()))) is None
    assert len(rendered.labels) == len(event.message.choices)
    buttons = tuple(Button(f"{event.prompt}|{choice}", label) for choice, label in rendered.labels.items())
    assert all(len(button.id.encode()) <= MOST_BUTTON_BYTES for button in buttons)
    assert all(label.strip() for label in rendered.labels.values())
    assert (event.prompt is None) == (not buttons)
    for capabilities in (TELEGRAM, NARROW):
        fits(Say(rendered.text, rendered.language, buttons, event.message.typed), capabilities)


def fits(say: Say, capabilities: Capabilities) -> None:
    pages = fit(say, capabilities)
    assert [button.id for page in pages for button in page.buttons] == [button.id for button in say.buttons]
    for page in pages:
        rows, width = (
            (capabilities.list_rows, capabilities.list_row_length)
            if page.listed
            else (capabilities.buttons, capabilities.button_length)
        )
        assert 0 < length(page.text) <= capabilities.text_length
        assert len(page.buttons) <= rows
        assert all(length(button.label) <= width for button in page.buttons)


Anything.TestCase.settings = settings(
    max_examples=250,
    stateful_step_count=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestAnything = Anything.TestCase


class AnythingInGroup(Anything):
    """The same of who sits in a group, which may end at any moment."""

    def __init__(self) -> None:
        super().__init__()
        self.walker = SeatedWalker(
            LIBRARIES[0], state=State(), group=a_place(helpers=(*a_place().helpers, BART))
        )

    @rule(choice=st.sampled_from(["show-step", "hand-up", "go-on", "more"]))
    def looks_at_her_place(self, choice: str) -> None:
        self.walker.commands("groep").presses(choice)
        self.expects_answer()

    @rule(choice=st.sampled_from(["which-helper", "nickname", "leave"]))
    def changes_what_is_wanted_less(self, choice: str) -> None:
        self.walker.commands("groep").presses("more", choice)
        self.expects_answer()

    @rule(accompanied=st.booleans())
    def is_with_a_person_or_not(self, *, accompanied: bool) -> None:
        assert isinstance(self.walker, SeatedWalker)
        self.walker.accompanied = accompanied

    @rule(back=st.booleans())
    def loses_her_place_or_comes_back(self, *, back: bool) -> None:
        assert isinstance(self.walker, SeatedWalker)
        self.walker.group, self.walker.seated = (a_place(), True) if back else (None, self.walker.seated)

    def expects_answer(self) -> None:
        """What she writes to a person is answered by that person, who is no part of this."""
        assert isinstance(self.walker, SeatedWalker)
        if not self.walker.accompanied:
            super().expects_answer()


AnythingInGroup.TestCase.settings = settings(
    max_examples=60,
    stateful_step_count=40,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
TestAnythingInGroup = AnythingInGroup.TestCase

"""Whether there is a voice for a message, with a voice that knows some texts and notes what it is asked."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

import pytest

from bot.flows import words, words_points, words_voice
from bot.flows.lines import Amount, Expired, Latin, Line
from bot.flows.message import Choice, Message
from bot.flows.text import Text
from bot.hearable import Hearable
from bot.locale import Language, Languages
from bot.messages import Part
from bot.month_names import month_names
from bot.translations import Translation

ASK = Text("gids/vraag.ask", "Hebt u werk?")
WHY = Text("gids/doe.why", "Vraag het op tijd. Dan krijgt u {fact:bedrag}.")
TITLE = Text("gids/titel", "Werk kwijt")
MANY = Text("gids/klaar", "{count} actie is klaar.", "{count} acties zijn klaar.")
UNTRANSLATED = Text("gids/nieuw.say", "Dit is nieuw.")
TRANSLATED = {
    ASK: ("ስራሕ ኣለኩም ዶ፧",),
    WHY: ("ብግዜኡ ሕተቱ። {fact:bedrag} ትረኽቡ።",),
    TITLE: ("ስራሕ ምስኣን",),
    MANY: ("{count} ተወዲኡ።", "{count} ተወዲኦም።"),
    words.YES: ("እወ",),
    words.NO: ("ኣይፋልን",),
    words.ACTION_WHY: ("ስለምንታይ፧ {why}",),
    words.UNTIL: ("ክሳብ {until} ግበርዎ።",),
    words.GO_TO: ("ናብ {guide}፧",),
    words.ONLY_DUTCH: ("ገና ኣይተተርጎመን።",),
    words.FACT_EXPIRED: ("{organisation} ሕተቱ።",),
    words.PROGRESS: ("ስጉምቲ {step} ካብ {total}",),
    words_voice.NUMBER_1: ("ቁጽሪ 1",),
    words_voice.NUMBER_2: ("ቁጽሪ 2",),
    words_points.WORDS: ("{point}",),
    words_points.BY_HELPER: ("{point} (ካብ ሓጋዚኹም)",),
}


def _language(code: str, translations: dict[Text, tuple[str, ...]]) -> Language:
    return Language(
        code=code,
        name=code,
        direction="ltr",
        months=month_names(code),
        translations={text.context: Translation(text.source, said) for text, said in translations.items()},
        plural=lambda count: int(count != 1),
        reviews={},
    )


LANGUAGES = Languages({"nl": _language("nl", {}), "ti": _language("ti", TRANSLATED)})
BOTH = (Choice("ja", words.YES), Choice("nee", words.NO))
YES = BOTH[:1]
ALL = frozenset(text.context for text in TRANSLATED)
AMOUNT = {"fact:bedrag": Amount(Decimal(1420))}
EXPIRED = {"fact:bedrag": Expired(Latin("UWV"))}


@dataclass
class Voice:
    """Knows these texts by their id and wording, as vowelled texts are known, and any name."""

    known: set[str]
    any_text_of: frozenset[str] = frozenset()
    names: bool = True
    asked: list[Part] = field(default_factory=list)

    def hearable(self) -> Hearable:
        return Hearable(
            LANGUAGES,
            channels=frozenset({"telegram"}),
            speaks=lambda language: language in self.any_text_of,
            voiced=self.voiced,
        )

    def voiced(self, part: Part) -> bool:
        self.asked.append(part)
        if part.message_id is None:
            return self.names
        if part.language != "ti":
            return part.language in self.any_text_of
        inside = [value for value in part.values.values() if isinstance(value, Part)]
        if part.message_id not in self.known or not all(map(self.voiced, inside)):
            return False
        return part.text in LANGUAGES.by_code["ti"].translations[part.message_id].forms


def test_hearable_is_on_where_voice_messages_are_played() -> None:
    hearable = Voice(set()).hearable()

    assert [hearable.on(channel) for channel in ("telegram", "post")] == [True, False]


def test_hearable_reads_any_message_of_a_language_with_a_voice_for_any_text() -> None:
    voice = Voice(set(), any_text_of=frozenset({"nl", "ti"}))

    assert voice.hearable().reads(Message((Line(UNTRANSLATED),)), "ti")
    assert voice.asked == []


MESSAGES = {
    "all": (Message((Line(ASK),), YES), set(), True),
    "no-number": (Message((Line(ASK),), BOTH), {words_voice.NUMBER_2}, False),
    "number-of-a-line": (Message((Line(ASK, icon="📌 1"), Line(ASK, icon="2."))), set(), True),
    "no-number-of-a-line": (
        Message((Line(ASK, icon="📌 1"), Line(ASK, icon="2."))),
        {words_voice.NUMBER_2},
        False,
    ),
    "typed": (Message((Line(ASK),), BOTH, typed=True), {words_voice.NUMBER_2}, True),
    "spare": (Message((Line(words.PROGRESS, {"step": 3, "total": 8}), Line(ASK))), {words.PROGRESS}, True),
    "no-label": (Message((Line(ASK),), BOTH), {words.NO}, False),
    "value-of-hers": (Message((Line(words.UNTIL, {"until": date(2026, 12, 5)}),)), set(), True),
    "text-in-it": (Message((Line(words.GO_TO, {"guide": TITLE}),)), set(), True),
    "no-text-in-it": (Message((Line(words.GO_TO, {"guide": TITLE}),)), {TITLE}, False),
    "line-in-it": (Message((Line(words.ACTION_WHY, {"why": Line(WHY, AMOUNT)}),)), set(), True),
    "no-line-in-it": (Message((Line(words.ACTION_WHY, {"why": Line(WHY, AMOUNT)}),)), {WHY}, False),
    "counted": (Message((Line(MANY, {"count": 3}),)), set(), True),
    # What is left of it is another wording, and of that nobody wrote the vowels.
    "expired": (Message((Line(WHY, EXPIRED),)), set(), False),
    "expired-in-it": (Message((Line(words.ACTION_WHY, {"why": Line(WHY, EXPIRED)}),)), set(), False),
    "name": (Message((Line(Latin("Wegwijs")), Line(ASK)), (Choice("x", Latin("UWV")),)), set(), True),
}


@pytest.mark.parametrize(("message", "without", "reads"), MESSAGES.values(), ids=MESSAGES)
def test_hearable_reads_a_message_where_each_part_has_a_voice(
    message: Message, without: set[Text], *, reads: bool
) -> None:
    voice = Voice(set(ALL - {text.context for text in without})).hearable()

    assert [voice.reads(message, "ti"), voice.reads(message, "ti")] == [reads, reads]


def test_hearable_reads_no_message_with_a_text_that_is_shown_in_a_dutch_that_nobody_speaks() -> None:
    assert not Voice(set(ALL)).hearable().reads(Message((Line(ASK), Line(UNTRANSLATED))), "ti")


def test_hearable_reads_no_dutch_words_inside_a_text_where_nobody_speaks_dutch() -> None:
    own = Line(words_points.WORDS, {"point": Latin("Bel de huisarts")})
    listed = Message((Line(words_points.BY_HELPER, {"point": own}),))

    assert not Voice(set(ALL)).hearable().reads(listed, "ti")
    assert Voice(set(ALL), any_text_of=frozenset({"nl"})).hearable().reads(listed, "ti")


def test_hearable_reads_no_name_that_nobody_speaks() -> None:
    voice = Voice(set(ALL), names=False).hearable()

    assert not voice.reads(Message((Line(Latin("Wegwijs")),)), "ti")
    assert not voice.reads(Message((Line(ASK),), (Choice("x", Latin("UWV")),)), "ti")


def test_hearable_asks_of_a_text_once_until_it_is_told_to_look_again() -> None:
    voice = Voice(set(ALL) - {ASK.context})
    hearable = voice.hearable()
    message = Message((Line(ASK), Line(words.UNTIL, {"until": date(2026, 12, 5)})), YES)

    assert not hearable.reads(message, "ti")
    voice.known.add(ASK.context)
    assert hearable.reads(message, "ti")  # taken apart: what has no voice is not settled for good
    hearable.look_again()
    assert hearable.reads(message, "ti")
    voice.asked.clear()

    assert hearable.reads(message, "ti")
    assert voice.asked == []

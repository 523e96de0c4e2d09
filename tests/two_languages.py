"""Dutch and some Tigrinya, in words that stay the same for the test."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows import words, words_points, words_voice
from bot.flows.message import Message
from bot.flows.text import Text
from bot.locale import Language, Languages
from bot.month_names import month_names
from bot.parts import parts
from bot.translations import Translation

if TYPE_CHECKING:
    from bot.flows.lines import Line
    from bot.messages import Part

ASK = Text("gids/vraag.ask", "Hebt u werk?")
WHY = Text("gids/doe.why", "Dan krijgt u {fact:bedrag}.")
UNTRANSLATED = Text("gids/nieuw.say", "Dit is nieuw.")
TRANSLATED = {
    ASK: "ስራሕ ኣለኩም ዶ፧",
    WHY: "{fact:bedrag} ትረኽቡ።",
    words.YES: "እወ",
    words.ACTION_WHY: "ስለምንታይ፧ {why}",
    words.UNTIL: "ክሳብ {until} ግበርዎ።",
    words.ONLY_DUTCH: "ገና ኣይተተርጎመን።",
    words_voice.COMPUTER_VOICE: "ድምጺ ኮምፕዩተር።",
    words_voice.COMPUTER_VOICE_UNCHECKED: "ገና ኣይተመርመረን።",
    words_voice.LISTEN_CANNOT: "ኣይክእልን።",
    words.FACT_EXPIRED: "{organisation} ሕተቱ።",
    words.PROGRESS: "ስጉምቲ {step} ካብ {total}",
    words_voice.NUMBER_1: "ቁጽሪ 1",
    words_voice.NUMBER_FURTHER: "ቁጽሪ {option}",
    words.LIST_ITEM_DONE: "{action}፦ ተወዲኡ",
    words_points.BY_HELPER: "{point} (ካብ ሓጋዚኹም)",
}


def _language(code: str, translations: dict[Text, str]) -> Language:
    return Language(
        code=code,
        name=code,
        direction="ltr",
        months=month_names(code),
        translations={text.context: Translation(text.source, (said,)) for text, said in translations.items()},
        plural=lambda count: int(count != 1),
        reviews={},
    )


LANGUAGES = Languages({"nl": _language("nl", {}), "ti": _language("ti", TRANSLATED)})


def heard(*lines: Line) -> list[Part]:
    """What a Tigrinya resident hears of these lines."""
    return list(parts(Message(lines), LANGUAGES, "ti"))

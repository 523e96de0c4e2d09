"""The bot's own words about action points and signals: what a helper or klantmanager puts before her.

A helper (begeleider) is not of the municipality, and says so each time. As in ``words``: one
literal sentence each, which the extractor reads from this file.
"""

from __future__ import annotations

from bot.flows.text import Text

# --- buttons: at most 20 characters in every language ----------------------
ACCEPT = Text("core/point.accept", "Ja, op de lijst")
DECLINE = Text("core/point.decline", "Nee, liever niet")
CHOOSE = Text("core/point.choose", "Kies nu")
REMOVE = Text("core/point.remove", "Haal van de lijst")
OPEN_GUIDE = Text("core/point.open-guide", "Ga naar de uitleg")

# --- what somebody put before her --------------------------------------------
FROM_HELPER = Text("core/point.from-helper", "Dit is van uw begeleider, niet van de gemeente.")
FROM_PERSON = Text(
    "core/point.from-person", "Dit is een tip van een mens van {gemeente}. Het is geen besluit."
)
OFFERED = Text("core/point.offered", "Wilt u dit op uw lijst zetten?")
OFFERED_OTHER = Text(
    "core/point.offered-other", "Dit is voor iemand anders. Wilt u dit op de lijst van de ander zetten?"
)
FREE = Text("core/point.free", "U kiest zelf. Nee zeggen mag altijd.")
ANSWER_GOES = Text("core/point.answer-goes", "Uw antwoord gaat naar {gemeente}.")
WAITS = Text("core/point.waits", "Er is een nieuwe tip voor u. Kies Mijn lijst als u die wilt zien.")
WORDS = Text("core/point.words", "{point}")
IN_DUTCH_HELPER = Text(
    "core/point.in-dutch-helper",
    "Uw begeleider schreef dit in het Nederlands. Vraag uw begeleider wat het betekent.",
)
IN_DUTCH_PERSON = Text(
    "core/point.in-dutch-person",
    "Een mens van {gemeente} schreef dit in het Nederlands. Vraag wat het betekent.",
)
HEAR = Text("core/point.hear", "U kunt het Nederlands ook horen.")
QUESTIONS_FIRST = Text(
    "core/point.questions-first",
    "Dit is algemene uitleg. Wilt u weten wat voor u geldt? Kies Ga naar de uitleg.",
)

# --- the last day that a letter names -------------------------------------------
LETTER_UNTIL = Text("core/point.letter-until", "In de brief staat: uiterlijk {until}.")
LETTER_TODAY = Text("core/point.letter-today", "In de brief staat: uiterlijk vandaag.")
LETTER_PAST = Text(
    "core/point.letter-past",
    "In de brief staat: uiterlijk {until}. Die dag is voorbij. Bel vandaag wie de brief stuurde.",
)

# --- what she chose ------------------------------------------------------------
LISTED = Text("core/point.listed", "Goed. Dit staat nu op uw lijst.")
LISTED_OTHER = Text("core/point.listed-other", "Goed. Dit staat nu op de lijst van de ander.")
DECLINED = Text("core/point.declined", "Goed. Dit komt niet op de lijst.")
REMOVED = Text("core/point.removed", "Goed. Dit staat niet meer op de lijst.")
GONE = Text("core/point.gone", "Deze tip is er niet meer.")

# --- on the list and in what is handed over ----------------------------------------
BY_HELPER = Text("core/point.by-helper", "{point} (van uw begeleider)")
BY_PERSON = Text("core/point.by-person", "{point} (van {gemeente})")
LIST_LETTER = Text("core/point.list-letter", "{action}: in de brief staat uiterlijk {until}")
LIST_OFFERED = Text("core/point.list-offered", "{action}: u hebt nog niet gekozen")
S_BY_HELPER = Text("core/point.s-by-helper", "{point} (van een begeleider, niet van de gemeente)")
S_BY_PERSON = Text("core/point.s-by-person", "{point} (van {gemeente})")
S_LETTER = Text("core/point.s-letter", "Nog te doen: {action}. In een brief staat: uiterlijk {until}")

# --- signals ------------------------------------------------------------------------
SIGNAL_DIGITAL = Text(
    "core/signal.digital", "Uw begeleider denkt dat u vaker hulp met de computer of DigiD kunt gebruiken."
)
SIGNAL_OTHER = Text(
    "core/signal.other", "Uw begeleider denkt dat een mens van {gemeente} u ook met iets anders kan helpen."
)
SIGNAL_ASK = Text("core/signal.ask", "Wilt u dat vragen aan een mens van {gemeente}?")
SIGNAL_FREE = Text(
    "core/signal.free",
    "Nee zeggen mag altijd. Dan bewaar ik niets. Ik vertel uw begeleider niet wat u kiest.",
)
SIGNAL_SEEN = Text(
    "core/signal.seen",
    "Uw begeleider ziet wel hoe ver u bent. Daardoor kan uw begeleider soms raden wat u kiest.",
)
SIGNAL_NOT_KEPT = Text("core/signal.not-kept", "Goed. Ik bewaar hier niets van.")
SIGNAL_HAS_CASE = Text("core/signal.has-case", "U hebt al een vraag bij {gemeente}. Zeg het daar ook.")
S_SIGNAL_DIGITAL = Text("core/signal.s-digital", "Van de begeleider: vaker hulp nodig met computer of DigiD")
S_SIGNAL_OTHER = Text("core/signal.s-other", "Van de begeleider: er is ook iets anders")

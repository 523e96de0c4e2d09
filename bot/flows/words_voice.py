"""The bot's words about reading aloud: short, because much of it is heard."""

from __future__ import annotations

from bot.flows.text import Text

# --- buttons: at most 20 characters in every language ----------------------
LISTEN = Text("core/button.listen", "🔊 Luister")
PLAY = Text("core/button.play", "🔊 Speel af")
READING = Text("core/button.reading", "🔊 Voorlezen")
READ_ALWAYS = Text("core/button.read-always", "Lees altijd voor")
READ_ASKED = Text("core/button.read-asked", "Als ik het vraag")
READ_NEVER = Text("core/button.read-never", "Lees nooit voor")
SPARE_DATA = Text("core/button.spare-data", "Spaar data")
SPEND_DATA = Text("core/button.spend-data", "Spaar geen data")

# --- where there is no voice ------------------------------------------------
LISTEN_NOT_YET = Text(
    "core/listen-not-yet", "Voorlezen kan ik nog niet. Iemand in de bibliotheek leest graag met u mee."
)
LISTEN_CANNOT = Text(
    "core/listen-cannot", "Dit kan ik niet voorlezen. Iemand in de bibliotheek leest graag met u mee."
)

# --- the voice itself -------------------------------------------------------
COMPUTER_VOICE = Text("core/voice.computer", "Dit is de stem van een computer.")
COMPUTER_VOICE_UNCHECKED = Text(
    "core/voice.unchecked",
    "Dit is de stem van een computer. Die stem is nog niet nagekeken door iemand die deze taal spreekt.",
)
READING_OFFER = Text("core/reading.offer", "Wilt u dat ik altijd voorlees?")
READING_ASK = Text("core/reading.ask", "Wanneer wilt u dat ik voorlees?")
READING_SPARES = Text("core/reading.spares", "Nu spaar ik data: ik stuur alleen geluid als u het vraagt.")
READING_NOW_ALWAYS = Text("core/reading.now-always", "Goed. Ik lees alles voor.")
READING_NOW_ASKED = Text("core/reading.now-asked", "Goed. Kies Luister als ik moet voorlezen.")
READING_NOW_NEVER = Text("core/reading.now-never", "Goed. Ik lees niet meer voor.")
SPARING_NOW = Text("core/reading.sparing-now", "Goed. Ik stuur alleen geluid als u het vraagt.")
NOT_SPARING_NOW = Text("core/reading.not-sparing-now", "Goed. Ik spaar geen data meer.")
PRESS_DUTCH = Text("core/press.nl", "Voor Nederlands: druk op 1.")
PRESS_ARABIC = Text("core/press.ar", "Voor Arabisch: druk op 2.")
PRESS_TIGRINYA = Text("core/press.ti", "Voor Tigrinya: druk op 3.")
NUMBER_1 = Text("core/number.1", "Nummer 1")
NUMBER_2 = Text("core/number.2", "Nummer 2")
NUMBER_3 = Text("core/number.3", "Nummer 3")
NUMBER_4 = Text("core/number.4", "Nummer 4")
NUMBER_5 = Text("core/number.5", "Nummer 5")
NUMBER_6 = Text("core/number.6", "Nummer 6")
NUMBER_7 = Text("core/number.7", "Nummer 7")
NUMBER_8 = Text("core/number.8", "Nummer 8")
NUMBER_9 = Text("core/number.9", "Nummer 9")
NUMBER_10 = Text("core/number.10", "Nummer 10")
NUMBER_11 = Text("core/number.11", "Nummer 11")
NUMBER_12 = Text("core/number.12", "Nummer 12")
NUMBER_13 = Text("core/number.13", "Nummer 13")
NUMBER_14 = Text("core/number.14", "Nummer 14")
NUMBER_15 = Text("core/number.15", "Nummer 15")
NUMBERS = (
    NUMBER_1,
    NUMBER_2,
    NUMBER_3,
    NUMBER_4,
    NUMBER_5,
    NUMBER_6,
    NUMBER_7,
    NUMBER_8,
    NUMBER_9,
    NUMBER_10,
    NUMBER_11,
    NUMBER_12,
    NUMBER_13,
    NUMBER_14,
    NUMBER_15,
)
"""What is said before the recorded label of a button, by its place."""

NUMBER_FURTHER = Text("core/number.further", "Nummer {option}")
"""What is said from the place behind those."""

MOST_FORESEEN = 30
"""How far a number is rendered ahead and asked of who records: a list seldom has more lines."""

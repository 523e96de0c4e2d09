"""The words of the resident's page itself: its buttons and notes. What is said in it stands in ``words``."""

from __future__ import annotations

from bot.flows.text import Text

QUICK_EXIT = Text("page/quick-exit", "Snel weg")
IS_OWN_DEVICE = Text("page/is-own-device", "Is dit uw eigen telefoon of computer?")
OWN_DEVICE = Text("page/own-device", "Ja, van mij")
OWN_DEVICE_KEEPS = Text("page/own-device-keeps", "Dan kunt u 90 dagen lang verdergaan waar u was.")
SHARED_DEVICE = Text("page/shared-device", "Nee, van iemand anders")
SHARED_DEVICE_WIPES = Text("page/shared-device-wipes", "Dan wis ik alles als u 15 minuten niets doet.")
ASKED_ALOUD = (IS_OWN_DEVICE, OWN_DEVICE, OWN_DEVICE_KEEPS, SHARED_DEVICE, SHARED_DEVICE_WIPES)
"""What is said aloud to who comes in; all else here is read by the eye, or by what reads the screen."""
SAT_HERE = Text("page/sat-here", "Ik zat hier al")
BEGIN = Text("page/begin", "Begin")
WIPE = Text("page/wipe", "Klaar, wis dit scherm")
WIPE_SURE = Text(
    "page/wipe.sure",
    "Wilt u alles op dit scherm wissen? Kiest u niets? Dan wis ik alles na 2 minuten.",
)
WIPED = Text("page/wiped", "Dit scherm is gewist.")
SOON_WIPED = Text("page/soon-wiped", "Bent u er nog? Straks wis ik dit scherm.")
WRITE = Text("page/write", "Schrijf hier")
SEND = Text("page/send", "Stuur")
YOU = Text("page/you", "U:")
MESSAGES = Text("page/messages", "Berichten")
NO_CONNECTION = Text("page/no-connection", "Geen verbinding. Ik probeer het steeds opnieuw.")
REFRESH = Text("page/refresh", "Laat nieuwe berichten zien")
OTHER_DEVICE = Text("page/other-device", "Ander apparaat")

# --- going on on another device -------------------------------------------------------------
CODE_HOW = Text(
    "page/code.how",
    "Open {address} op het andere apparaat. Kies daar: Ik heb een code. Typ deze code:",
)
CODE_ONCE = Text("page/code.once", "De code werkt 10 minuten, en maar 1 keer. Geef hem aan niemand.")
CODE_TELEGRAM = Text("page/code.telegram", "Wilt u verder in Telegram? Stuur daar: {command}")
CODE_HAVE = Text("page/code.have", "Ik heb een code")
CODE_TYPE = Text("page/code.type", "Typ de code van 8 letters")
CODE_WRONG = Text(
    "page/code.wrong", "Deze code werkt niet meer. Vraag een nieuwe code op het andere apparaat."
)
CODE_TOO_OFTEN = Text(
    "page/code.too-often", "U probeerde het te vaak. Wacht 10 minuten en probeer het nog een keer."
)
CODE_SURE = Text(
    "page/code.sure",
    "Wilt u dat gesprek hier? Op het andere apparaat stopt het dan. Wat u hier al deed, wis ik.",
)
CODE_SURE_YES = Text("page/code.sure-yes", "Ja, ga hier verder")
MOVED = Text(
    "page/moved",
    "Uw gesprek gaat nu verder op een ander apparaat. Deed u dit niet zelf? Bel de gemeente.",
)

# --- coming into a group -----------------------------------------------------------------------
JOIN = Text("page/join", "Meedoen met een groep")
JOIN_TYPE = Text("page/join.type", "Typ de code van de groep. De begeleider heeft die code.")
JOIN_YES = Text("page/join.yes", "Ja, ik doe mee")

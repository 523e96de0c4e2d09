"""The words of the list on paper: the pages that make it, the sheet itself, and going on from it at home."""

from __future__ import annotations

from bot.flows.text import Text

PAPER = Text("page/paper.button", "Op papier")
"""The button on her list; at most 20 characters in every language."""

# --- asked for: in the chat, and at the computer of the printer ------------------------------
HOW = Text("page/paper.how", "Open {address} op de computer bij de printer. Typ daar deze code:")
OTHER_COMPUTER = Text("page/paper.other-computer", "De printer staat bij een andere computer")
NO_CODE_YET = Text(
    "page/paper.no-code-yet", "Hebt u nog geen code? Open uw lijst op uw telefoon. Kies: Op papier."
)

# --- made: she chooses her number, and what stands on it -------------------------------------
TITLE = Text("page/paper.title", "Uw lijst op papier")
WHAT = Text("page/paper.what", "Op het blad staat wat u moet doen. Met het blad kunt u thuis verder.")
PIN_WHY = Text("page/paper.pin-why", "Kies een geheim getal van 4, 5 of 6 cijfers. U hebt het thuis nodig.")
PIN_SECRET = Text(
    "page/paper.pin-secret",
    "Het getal komt niet op het blad. Onthoud het. Geef het aan niemand, ook niet aan een helper.",
)
PIN_NOT = Text(
    "page/paper.pin-not", "Kies niet de pincode van uw bank en niet een jaar, zoals uw geboortejaar."
)
PIN_FIRST = Text("page/paper.pin-first", "Uw geheime getal")
PIN_AGAIN = Text("page/paper.pin-again", "Typ het getal nog een keer")
PIN_DIFFERENT = Text(
    "page/paper.pin-different", "De twee getallen zijn niet gelijk. Typ ze allebei nog een keer."
)
PIN_SHAPE = Text("page/paper.pin-shape", "Typ 4, 5 of 6 cijfers.")
PIN_EASY = Text("page/paper.pin-easy", "Dit getal is makkelijk te raden. Kies een ander getal.")
PRIVATE = Text(
    "page/paper.private",
    "Op uw lijst staat ook iets dat privé is. Anderen kunnen een blad lezen. Daarom staat het er niet op.",
)
PRIVATE_ALL = Text(
    "page/paper.private-all",
    "Alles op uw lijst is privé. Anderen kunnen een blad lezen. "
    "Wilt u uw lijst toch op het blad? Kies dat dan hieronder.",
)
PRIVATE_TICK = Text("page/paper.private-tick", "Zet wat privé is ook op het blad")
KEPT = Text(
    "page/paper.kept", "Voor dit blad bewaar ik uw gesprek 14 dagen. Ook als u dit scherm wist of sluit."
)
EARLIER = Text("page/paper.earlier", "Met een ouder blad kunt u dan niet meer verder.")
MAKE = Text("page/paper.make", "Maak het blad")
MADE_ALREADY = Text(
    "page/paper.made-already", "Dit blad is al gemaakt. Hebt u het niet? Maak dan een nieuw blad."
)
PRINT = Text("page/paper.print", "Print")
PRINT_NOW = Text("page/paper.print-now", "Print het blad nu. Sluit daarna dit scherm.")
CLOSE = Text("page/paper.close", "Sluit dit scherm")

# --- the sheet itself ------------------------------------------------------------------------
SHEET_TITLE = Text("page/sheet.title", "Uw lijst")
SHEET_MADE = Text("page/sheet.made", "Gemaakt op {day}")
SHEET_OTHER = Text("page/sheet.other", "Deze lijst is voor iemand anders, niet voor uzelf.")
SHEET_TO_DO = Text("page/sheet.to-do", "Dit moet u nog doen")
SHEET_DONE = Text("page/sheet.done", "Dit is klaar")
SHEET_GUIDE = Text("page/sheet.guide", "Lees nog de uitleg over: {guide}")
SHEET_SHOW = Text("page/sheet.show", "Laat deze zin zien of zeg de zin:")
SHEET_NO_APPLICATION = Text("page/sheet.no-application", "Dit blad is geen aanvraag.")
SHEET_HELP = Text("page/sheet.help", "Hulp van een mens")
SHEET_GO_ON = Text("page/sheet.go-on", "Thuis verder")
SHEET_SCAN = Text(
    "page/sheet.scan", "Richt de camera van uw telefoon op dit vierkant. Typ daarna uw geheime getal."
)
SHEET_UNTIL = Text("page/sheet.until", "Dit werkt tot en met {day}. Het werkt maar 1 keer.")
SHEET_SECRET = Text("page/sheet.secret", "Geef uw geheime getal aan niemand.")

# --- going on at home: shown before anything is known, in every language ---------------------
GO_ON_TITLE = Text("page/go-on.title", "Verder met uw blad")
GO_ON_PIN = Text("page/go-on.pin", "Typ uw geheime getal")
GO_ON_REPLACES = Text("page/go-on.replaces", "Op dit apparaat staat nu een ander gesprek. Dat wis ik dan.")
GO_ON_WRONG = Text(
    "page/go-on.wrong",
    "Dit werkt niet. Klopt uw getal? Probeer het nog een keer. Na 5 keer fout werkt het blad niet meer.",
)
GO_ON_ELSE = Text(
    "page/go-on.else", "Blijft het mis gaan? Wat op uw blad staat, klopt nog. Bel de gemeente: {phone}."
)

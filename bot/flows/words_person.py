"""The bot's own words around a person of the municipality: asking for one, and what comes of it.

As in ``words``: one literal sentence each, which the extractor reads from this file.
"""

from __future__ import annotations

from bot.flows.text import Text

# --- buttons: at most 20 characters in every language ----------------------
ASK_HERE = Text("core/button.ask-here", "Vraag het hier")
AGREE = Text("core/button.agree", "Ja, dat is goed")
SKIP = Text("core/button.skip", "Sla over")
SEND = Text("core/button.send", "Verstuur")
DO_NOT_SEND = Text("core/button.do-not-send", "Niet versturen")
WITHDRAW = Text("core/button.withdraw", "Trek vraag in")
WITH_GUIDE = Text("core/button.with-guide", "Verder met de gids")
BY_PHONE = Text("core/button.by-phone", "Aan de telefoon")
AT_DESK = Text("core/button.at-desk", "Aan de balie")
IN_CHAT = Text("core/button.in-chat", "Alleen in deze chat")
MORNING = Text("core/button.morning", "In de ochtend")
AFTERNOON = Text("core/button.afternoon", "In de middag")
ANY = Text("core/button.any", "Maakt niet uit")
MAN = Text("core/button.man", "Een man")
WOMAN = Text("core/button.woman", "Een vrouw")
HINDER_READING = Text("core/button.hinder-reading", "Lezen of schrijven")
HINDER_COMPUTER = Text("core/button.hinder-computer", "Computer of DigiD")
HINDER_LANGUAGE = Text("core/button.hinder-language", "Nederlands spreken")
HINDER_TRAVEL = Text("core/button.hinder-travel", "Reizen")
HINDER_CHILDREN = Text("core/button.hinder-children", "Zorg voor kinderen")
HINDER_HEALTH = Text("core/button.hinder-health", "Gezondheid")

# --- before asking -----------------------------------------------------------
DECIDES = Text("core/desk.decides", "Over dit onderwerp beslist {organisation}.")
DECIDES_CALL = Text("core/desk.decides-call", "Bel {organisation}: {phone}.")
STILL_A_PERSON = Text("core/desk.still", "Een mens van {gemeente} kan u ook helpen.")
DO_NOT_WAIT = Text(
    "core/desk.do-not-wait", "Wacht niet op een antwoord in deze chat. Bel nu of ga naar de balie."
)
SAY_URGENT = Text("core/desk.say-urgent", "Zeg: Ik heb vandaag hulp nodig.")
SAY_DEADLINE = Text("core/desk.say-deadline", "Zeg: De laatste dag is {until}.")
OFFER = Text("core/desk.offer", "U kunt het ook hier vragen. Een mens van {gemeente} antwoordt in deze chat.")
PROMISE = Text("core/desk.promise", "U krijgt antwoord uiterlijk {day} om {time} uur.")
FULL_TODAY = Text("core/desk.full", "Het is vandaag erg druk.")

# --- consent -----------------------------------------------------------------
CONSENT_WHO = Text(
    "core/desk.consent-who", "Ik stuur uw vraag naar {team} van {gemeente}. Daar lezen mensen wat u stuurt."
)
CONSENT_USE = Text(
    "core/desk.consent-use",
    "Zij werken voor de gemeente. Soms moeten zij gebruiken wat u schrijft, ook voor uw uitkering.",
)
CONSENT_FREE = Text(
    "core/desk.consent-free", "Nee zeggen mag altijd. Dan kunt u nog steeds bellen of naar de balie gaan."
)
CONSENT_NEXT = Text("core/desk.consent-next", "U ziet eerst alles wat ik stuur. Is dat goed?")

# --- what is asked --------------------------------------------------------------
Q_QUESTION = Text("core/desk.q-question", "Wat wilt u vragen? Schrijf het in uw eigen woorden.")
Q_INTERPRETER = Text("core/desk.q-interpreter", "Wilt u een tolk? Dat kost u niets.")
Q_INTERPRETER_TIME = Text("core/desk.q-interpreter-time", "Wanneer kan de tolk helpen?")
Q_INTERPRETER_WHOM = Text("core/desk.q-interpreter-whom", "Wilt u een man of een vrouw als tolk?")
Q_NAME = Text("core/desk.q-name", "Hoe heet u? U hoeft dit niet te zeggen.")
Q_BIRTH = Text("core/desk.q-birth", "Wat is uw geboortedatum? U hoeft dit niet te zeggen.")
Q_REACH = Text("core/desk.q-reach", "Hoe kan een mens u veilig bereiken?")
Q_REACH_PHONE = Text("core/desk.q-reach-phone", "Bellen gaat met het nummer dat de gemeente al van u heeft.")
Q_TIME = Text("core/desk.q-time", "Wanneer kan dat veilig?")
Q_HINDER = Text("core/desk.q-hinder", "Wat maakt dit moeilijk? U mag meer kiezen. Kies dan Ga verder.")
Q_DIGITAL = Text("core/desk.q-digital", "Wilt u hulp met de computer of DigiD?")

# --- the review ------------------------------------------------------------------
REVIEW = Text("core/desk.review", "Dit stuur ik:")
REVIEW_OUT = Text("core/desk.review-out", "Dit stuur ik niet:")
REVIEW_HOW = Text(
    "core/desk.review-how",
    "Typ een nummer om die regel weg te laten of weer mee te sturen. Of typ een zin die erbij moet.",
)
REVIEW_SENSITIVE = Text(
    "core/desk.review-sensitive", "Wat gevoelig is, stuur ik alleen als u het nummer kiest."
)
REVIEW_SURE = Text("core/desk.review-sure", "Is het goed zo? Kies dan Verstuur.")

# --- the lines of a summary ---------------------------------------------------------
S_ABOUT = Text("core/summary.about", "Het gaat over: {guide}")
S_QUESTION = Text("core/summary.question", "De vraag: {question}")
S_FOR_OTHER = Text("core/summary.for-other", "De vraag is voor iemand anders.")
S_LANGUAGE_NL = Text("core/summary.language-nl", "Taal: Nederlands")
S_LANGUAGE_AR = Text("core/summary.language-ar", "Taal: Arabisch")
S_LANGUAGE_TI = Text("core/summary.language-ti", "Taal: Tigrinya")
S_INTERPRETER = Text("core/summary.interpreter", "Graag een tolk: {how}")
S_INTERPRETER_WHEN = Text("core/summary.interpreter-when", "De tolk: {who}. Wanneer: {time}")
S_NO_INTERPRETER = Text("core/summary.no-interpreter", "Geen tolk nodig")
S_NAME = Text("core/summary.name", "Naam: {name}")
S_BIRTH = Text("core/summary.birth", "Geboortedatum: {birth}")
S_REACH = Text("core/summary.reach", "Bereikbaar: {how}")
S_TIME = Text("core/summary.time", "Tijd om te bereiken: {time}")
S_HINDER = Text("core/summary.hinder", "Wat moeilijk is: {hinder}")
S_DIGITAL = Text("core/summary.digital", "Graag hulp met computer of DigiD")
S_ANSWER = Text("core/summary.answer", "{asked} {answer}")
S_DONE = Text("core/summary.done", "Al gedaan: {action}")
S_OPEN = Text("core/summary.open", "Nog te doen: {action}")
S_OPEN_UNTIL = Text("core/summary.open-until", "Nog te doen: {action}. Uiterlijk {until}")
S_STUCK = Text("core/summary.stuck", "Hier loopt het vast: {action}")
S_INVOLVED = Text("core/summary.involved", "Ook bij betrokken: {organisation}")
S_ADDED = Text("core/summary.added", "Erbij gezegd: {added}")

# --- once it was sent ------------------------------------------------------------
SENT = Text("core/desk.sent", "Uw vraag is verstuurd naar {gemeente}.")
WAITING = Text("core/desk.waiting", "Uw vraag is bij {gemeente}.")
LATE = Text("core/desk.late", "U hebt nog geen antwoord. Dat spijt mij. Bel {gemeente}: {phone}.")
LATE_UNTIL = Text("core/desk.late-until", "Een mens antwoordt nu uiterlijk {day} om {time} uur.")
REFERENCE = Text("core/desk.reference", "Belt u? Noem dan deze letters: {reference}")
SEEN_KLANTMANAGER = Text("core/desk.seen-klantmanager", "Een klantmanager las dit op {day}.")
SEEN_COORDINATOR = Text("core/desk.seen-coordinator", "Een coördinator las dit op {day}.")
MEANWHILE = Text("core/desk.meanwhile", "U kunt ook verder met de gids.")
WITHDRAWN = Text("core/desk.withdrawn", "Goed. Uw vraag is weg. Niemand leest hem meer.")
NOT_WITHDRAWN = Text(
    "core/desk.not-withdrawn", "Iemand is al bezig met uw vraag. U kunt hem niet meer intrekken."
)
NOT_SENT = Text("core/desk.not-sent", "Goed. Ik stuur niets.")

# --- while a person helps -------------------------------------------------------------
WITH_PERSON = Text(
    "core/desk.with-person", "Een mens van {gemeente} helpt u nu. Schrijf gewoon in deze chat."
)
PERSON_AWAY = Text("core/desk.person-away", "Er is nu niemand bij {gemeente}. Uw bericht is bewaard.")
FROM_PERSON = Text("core/desk.from-person", "Bericht van een mens van {gemeente}:")
THIS_IS_DUTCH = Text("core/desk.this-is-dutch", "Dit is Nederlands. Wilt u dat iemand u belt met een tolk?")
NO_CHILD_INTERPRETS = Text(
    "core/desk.no-child", "Laat nooit een kind of een bekende tolken. Een tolk kost u niets."
)
ANSWER_SENT = Text("core/desk.answer-sent", "Uw antwoord is verstuurd: {answer}")
ASKED_FOR_INTERPRETER = Text("core/desk.asked-interpreter", "Goed. Ik heb gezegd dat u een tolk wilt.")
TAKEN = Text("core/desk.taken", "Een mens van {gemeente} leest nu uw vraag. U kunt hier schrijven.")
ANSWERED = Text("core/desk.answered", "Antwoord van een mens van {gemeente}:")
PASSED_ON = Text("core/desk.passed-on", "Een andere collega helpt u verder. Die leest alles wat u schreef.")
RELEASED = Text("core/desk.released", "De mens is klaar. Ik ben er weer.")
SILENT_TOO_LONG = Text("core/desk.silent", "Wij hoorden drie dagen niets van u. Ik ben er weer.")
ENDED = Text("core/desk.ended", "Uw vraag is klaar. Ik ben er weer.")
STAYS = Text(
    "core/desk.stays",
    "Wat u aan {gemeente} stuurde, blijft daar. Na het einde nog {count} dag. Vragen? Bel {phone}.",
    "Wat u aan {gemeente} stuurde, blijft daar. Na het einde nog {count} dagen. Vragen? Bel {phone}.",
)

"""The bot's own words: what it says outside the guides, in simple Dutch.

Each is one literal sentence (or a few short ones that belong together); the extractor
reads them from this file. ``Text`` takes the gettext context and the Dutch.
"""

from __future__ import annotations

from bot.flows.text import Text

# --- buttons: at most 20 characters in every language ----------------------
YES = Text("core/answer.yes", "Ja")
NO = Text("core/answer.no", "Nee")
UNKNOWN_ANSWER = Text("core/answer.unknown", "Weet ik niet")
REFUSED_ANSWER = Text("core/answer.refused", "Zeg ik liever niet")
DONE = Text("core/button.done", "Klaar")
LATER = Text("core/button.later", "Later")
NEED_HELP = Text("core/button.help", "Ik heb hulp nodig")
BACK = Text("core/button.back", "Terug")
PERSON = Text("core/button.person", "Een mens")
EXPLAIN = Text("core/button.explain", "Wat betekent dit?")
SHOW_CARD = Text("core/button.show-card", "Zin om te tonen")
SHOW_DUTCH = Text("core/button.dutch", "Laat Nederlands zien")
MENU = Text("core/button.menu", "Menu")
GO_ON = Text("core/button.go-on", "Ga verder")
NOW = Text("core/button.now", "Nu")
NO_THANKS = Text("core/button.no-thanks", "Nee, ga door")
YES_PERSON = Text("core/button.yes-person", "Ja, een mens")
MY_LIST = Text("core/button.my-list", "Mijn lijst")
LANGUAGE = Text("core/button.language", "Taal")
DANGER = Text("core/button.danger", "Ik ben in gevaar")
FOR_ME = Text("core/button.for-me", "Voor mij")
FOR_OTHER = Text("core/button.for-other", "Voor iemand anders")
ERASE_THIS = Text("core/button.erase-this", "Wis alles")
ERASE_OTHER = Text("core/button.erase-other", "Wis de ander")
ERASE_YES = Text("core/button.erase-yes", "Ja, wis alles")
ERASE_NO = Text("core/button.erase-no", "Nee, niet wissen")
NO_MESSAGES = Text("core/button.no-messages", "Stuur mij niets")
MESSAGES_AGAIN = Text("core/button.messages-again", "Schrijf mij wel")
SHOW = Text("core/button.show", "Laat zien")
AGAIN = Text("core/button.again", "Nog een keer")
OTHER_TOPIC = Text("core/button.other-topic", "Iets anders")
TOPIC_WERK = Text("core/topic.werk", "Werk, studie, pensioen")
TOPIC_GEZIN = Text("core/topic.gezin", "Gezin en kinderen")
TOPIC_WONEN = Text("core/topic.wonen", "Huis en schulden")
TOPIC_VERBLIJF = Text("core/topic.verblijf", "Nieuw in Nederland")
TOPIC_LEVENSWEG = Text("core/topic.levensweg", "Wat er is gebeurd")
TOPIC_DIGID = Text("core/topic.digid", "DigiD")
TOPIC_UITKERING = Text("core/topic.uitkering", "Uitkering en toeslagen")
TOPIC_HULP = Text("core/topic.hulp", "Hulp met een brief")

# --- beginning --------------------------------------------------------------
WELCOME = Text(
    "core/welcome", "Welkom bij Wegwijs. Ik help u stap voor stap met geld van de overheid en met DigiD."
)
WELCOME_COMPUTER = Text("core/welcome.computer", "Ik ben een computer. U kunt altijd een mens vragen.")
WELCOME_EXAMPLE = Text(
    "core/welcome.example",
    "Dit is een voorbeeld. {gemeente} bestaat niet. Bel de nummers van de gemeente niet.",
)
WELCOME_BACK = Text("core/welcome-back", "Welkom terug. Wij gaan verder waar u was: {guide}.")
WELCOME_NO_SECRETS = Text("core/welcome.no-secrets", "Stuur mij nooit uw BSN, wachtwoord of code.")
DRAFT_TRANSLATION = Text(
    "core/draft-translation", "Deze vertaling is nog niet nagekeken door iemand die deze taal spreekt."
)
WHAT_HAPPENED = Text(
    "core/what-happened", "Welke brief of welk probleem hebt u? Schrijf het of kies hieronder."
)
WHICH_OF_TOPIC = Text("core/which-of-topic", "Waar gaat het over?")
WHICH_LANGUAGE = Text("core/which-language", "In welke taal wilt u lezen?")
LANGUAGE_CHANGED = Text("core/language-changed", "Ik schrijf nu Nederlands.")
FOR_WHOM = Text("core/for-whom", "Is dit voor u of voor iemand anders?")
NOW_FOR_ME = Text("core/now-for-me", "Goed. Wij kijken nu naar u.")
NOW_FOR_OTHER = Text(
    "core/now-for-other", "Goed. Wij kijken nu naar de ander. Die antwoorden bewaar ik apart."
)

# --- walking ----------------------------------------------------------------
PROGRESS = Text("core/progress", "Stap {step} van {total}")
ACTION_WHY = Text("core/action.why", "Waarom? {why}")
ACTION_WHERE = Text("core/action.where", "Waar? Bij {organisation}.")
ACTION_PHONE = Text("core/action.phone", "Bel: {phone}")
ACTION_SITE = Text("core/action.site", "Site: {site}")
ACTION_BRING = Text("core/action.bring", "Neem mee:")
ACTION_PROOF = Text("core/action.proof", "Bewaar dit: {proof}")
UNTIL = Text("core/deadline.until", "Doe dit uiterlijk {until}.")
FROM_UNTIL = Text("core/deadline.from-until", "Doe dit van {from} tot en met {until}.")
UPCOMING = Text("core/deadline.upcoming", "Dit kan vanaf {from}. Doe het uiterlijk {until}.")
UNTIL_TODAY = Text("core/deadline.today", "Doe dit vandaag. Het is de laatste dag.")
PAST = Text("core/deadline.past", "De laatste dag was {until}. Doe het vandaag nog.")
PAST_CALL = Text("core/deadline.past-call", "Bel ook {organisation}: {phone}. Vraag wat u nu kunt doen.")
PAST_DESK = Text("core/deadline.past-desk", "Vraag {organisation} wat u nu kunt doen.")
SHOW_CARD_INTRO = Text(
    "core/show-card.intro", "Laat deze Nederlandse zin zien aan de balie. Of zeg de zin aan de telefoon."
)
SHOW_CARD_MEANS = Text("core/show-card.means", "Dit betekent: {sentence}")
FACT_EXPIRED = Text("core/fact-expired", "Dit verandert soms. Vraag aan {organisation} wat nu geldt.")
GO_TO = Text("core/go-to", "Er is ook uitleg over: {guide}. Daarna komt u hier terug.")
GO_TO_AGAIN = Text("core/go-to.again", "U hebt {guide} al gedaan.")
BACK_AT = Text("core/back-at", "Wij gaan verder met: {guide}.")
STILL_TRUE = Text("core/still-true", "U zei eerder: {answer}. Klopt dat nog?")
UNDERSTOOD = Text("core/understood", "Ik noteer: {answer}.")
KEPT_ANSWER = Text("core/kept-answer", "Uw antwoord blijft: {answer}.")
CONTENT_CHANGED = Text("core/content-changed", "De uitleg is vernieuwd. Daarom ziet u nu deze stap.")
NO_WAY_BACK = Text("core/no-way-back", "Dit is het begin. U kunt niet verder terug.")
WELL_DONE = Text("core/well-done", "Goed. Dit staat nu op klaar.")
LATER_NOTED = Text("core/later-noted", "Dit staat op uw lijst.")
LATER_REMINDED = Text("core/later-reminded", "Dit staat op uw lijst. Ik stuur u een bericht op {day}.")
OLD_BUTTON = Text("core/old-button", "Die knop is oud. Hier bent u nu.")
NOTHING_TO_EXPLAIN = Text("core/nothing-to-explain", "Hier staan geen moeilijke woorden die ik ken.")
HELPER_EXPLAINS = Text("core/helper.explains", "Helpt iemand u? Die mag meelezen en uitleggen. U kiest zelf.")
HELPER_SITE = Text("core/helper.site", "Op de site typt u zelf. Typ uw wachtwoord en code altijd alleen.")
HELPER_PHONE = Text(
    "core/helper.phone", "Bellen mag samen. Zeg dan eerst zelf uw naam en dat iemand u helpt."
)
HELPER_DESK = Text("core/helper.desk", "Een helper mag mee naar de balie.")
EXPLAINED = Text("core/explained", "{word}: {meaning}")
TOO_MANY_STEPS = Text("core/too-many-steps", "Ik kom hier niet verder. Vraag het een mens.")

NOT_AN_APPLICATION_CALL = Text("core/not-an-application.call", "{organisation}: {phone}")

# --- end of a guide -----------------------------------------------------------
FINISHED = Text("core/finished", "Dit was de laatste stap van: {guide}.")
FINISHED_DONE = Text("core/finished.done", "{count} actie is klaar.", "{count} acties zijn klaar.")
FINISHED_OPEN = Text(
    "core/finished.open", "{count} actie moet u nog doen.", "{count} acties moet u nog doen."
)
FINISHED_NOTHING_OPEN = Text("core/finished.nothing-open", "Alles op deze lijst is klaar.")
FINISHED_PERSON = Text("core/finished.person", "Wilt u met een mens praten? Kies dan Een mens.")

# --- the list -----------------------------------------------------------------
LIST_TITLE = Text("core/list.title", "Uw lijst. Het dringendste staat boven.")
LIST_EMPTY = Text("core/list.empty", "Uw lijst is nog leeg.")
LIST_ITEM = Text("core/list.item", "{action}")
LIST_ITEM_UNTIL = Text("core/list.item-until", "{action}: uiterlijk {until}")
LIST_ITEM_PAST = Text("core/list.item-past", "{action}: doe dit vandaag nog")
LIST_ITEM_DONE = Text("core/list.item-done", "{action}: klaar")
LIST_ITEM_NOT_NEEDED = Text("core/list.item-not-needed", "{action}: niet meer nodig")
LIST_MANY = Text("core/list.many", "Is het veel? Een mens kan met u meekijken.")

# --- a person -------------------------------------------------------------------
PERSON_INTRO = Text(
    "core/person.intro", "U kunt met een mens van de gemeente praten. Ik kan u nu nog niet doorverbinden."
)
PERSON_CALL = Text("core/person.call", "Bel {gemeente}: {phone}")
PERSON_DESK = Text("core/person.desk", "Of ga naar: {desk}")
PERSON_ADDRESS = Text("core/person.address", "Adres: {address}")
PERSON_HOURS = Text("core/person.hours", "Open: {hours}")
PERSON_CLOSED = Text("core/person.closed", "Nu is de gemeente dicht.")
PERSON_NIGHT = Text("core/person.night", "In de avond en het weekend: {phone}")
PERSON_SAY = Text("core/person.say", "Zeg waarover het gaat: {guide}.")
PERSON_LIBRARY = Text(
    "core/person.library",
    "Hulp met de computer of DigiD? Vraag in de bibliotheek naar het IDO.",
)

# --- understanding ----------------------------------------------------------------
UNSURE = Text("core/unsure", "Ik begrijp u nog niet goed. Bedoelt u dit?")
STILL_UNSURE = Text(
    "core/still-unsure", "Ik begrijp het niet. Dat ligt aan mij. Kies hieronder of vraag een mens."
)
OFFER_GUIDE = Text("core/offer-guide", "Wilt u het hebben over: {guide}?")
OFFER_LATER = Text("core/offer-later", "Goed. Dit staat op uw lijst: {guide}.")
GREETED = Text("core/greeted", "Dag.")
THANKED = Text("core/thanked", "Graag gedaan.")
STOPPED = Text(
    "core/stopped",
    "Goed, wij stoppen. Ik bewaar waar u was. Ik stuur u geen berichten. Schrijf mij om verder te gaan.",
)
HELP_TEXT = Text(
    "core/help",
    "Kies een knop of schrijf in uw eigen woorden. U kunt altijd terug, stoppen of een mens vragen.",
)

# --- the poster: on paper, in the library or at the desk -------------------------------
POSTER_HOW = Text("core/poster.how", "Richt uw telefoon op dit vierkant.")
POSTER_WHAT = Text("core/poster.what", "Dan krijgt u hulp bij brieven en geld.")
POSTER_ALOUD = Text("core/poster.aloud", "Ik lees alles voor.")

# --- answers that do not fit ----------------------------------------------------------
ASK_CHOICE = Text(
    "core/problem.choice", "Dat antwoord ken ik hier niet. Kies een van de knoppen of typ het nummer."
)
ASK_DATE = Text("core/problem.date", "Ik zoek een datum. Typ bijvoorbeeld: 3 april, 3-4-2026 of morgen.")
ASK_DAY = Text("core/problem.day", "Welke dag van de maand? Typ bijvoorbeeld: 3 april.")
ASK_IMPOSSIBLE_DATE = Text(
    "core/problem.impossible-date", "Deze datum bestaat niet. Kijk nog een keer en typ de datum."
)
ASK_AMBIGUOUS = Text("core/problem.ambiguous", "Ik kan dit op twee manieren lezen. Typ het wat langer.")
ASK_TOO_EARLY = Text(
    "core/problem.too-early", "Die datum is te lang geleden. Kijk nog een keer en typ de datum."
)
ASK_TOO_LATE = Text("core/problem.too-late", "Die datum is te ver weg. Kijk nog een keer en typ de datum.")
ASK_NUMBER = Text("core/problem.number", "Ik zoek een getal. Typ alleen cijfers, bijvoorbeeld: 3.")
ASK_AMOUNT = Text("core/problem.amount", "Ik zoek een bedrag. Typ bijvoorbeeld: 1250 of 1250,50.")
ASK_TOO_SMALL = Text(
    "core/problem.too-small", "Dat is te weinig. Het is ten minste {minimum}. Typ het nog een keer."
)
ASK_TOO_LARGE = Text(
    "core/problem.too-large", "Dat is te veel. Het is ten hoogste {maximum}. Typ het nog een keer."
)
ASK_EMPTY = Text("core/problem.empty", "Ik zag geen antwoord. Schrijf het in een paar woorden.")
ASK_TOO_LONG = Text("core/problem.too-long", "Dat is erg lang. Schrijf het in een paar zinnen.")

# --- what the bot cannot use -----------------------------------------------------------
CANNOT_PHOTO = Text(
    "core/cannot.photo",
    "Ik kan foto's en papieren niet lezen. Dat is ook veiliger: op een brief staat uw BSN. "
    "In de bibliotheek leest iemand met u mee.",
)
CANNOT_VOICE = Text(
    "core/cannot.voice", "Ik kan nog niet luisteren. Kies een knop, typ een paar woorden of vraag een mens."
)
CANNOT_LOCATION = Text(
    "core/cannot.location", "Ik hoef niet te weten waar u bent. Kies een knop of typ een paar woorden."
)
CANNOT_CONTACT = Text(
    "core/cannot.contact", "Ik bewaar geen telefoonnummers. Kies een knop of typ een paar woorden."
)
CANNOT_OTHER = Text("core/cannot.other", "Dit kan ik niet lezen. Kies een knop of typ een paar woorden.")

# --- privacy ------------------------------------------------------------------------------
REFUSED_BSN = Text(
    "core/refused.bsn",
    "Dit lijkt op een BSN. Ik heb het niet bewaard. Is het een telefoonnummer? Typ het met een 0 ervoor.",
)
REFUSED_CODE = Text(
    "core/refused.code", "Dit lijkt op een code. Ik heb hem niet bewaard. Geef een code aan niemand."
)
REFUSED_PASSWORD = Text(
    "core/refused.password",
    "Dit lijkt op een wachtwoord. Ik heb het niet bewaard. Geef een wachtwoord aan niemand.",
)
REFUSED_DELETE = Text("core/refused.delete", "Wis uw bericht ook zelf als u het nog ziet.")
ERASE_WHAT = Text("core/erase.what", "Dit bewaar ik van u:")
ERASE_MESSAGES = Text("core/erase.messages", "{count} bericht", "{count} berichten")
ERASE_ANSWERS = Text("core/erase.answers", "{count} antwoord", "{count} antwoorden")
ERASE_ACTIONS = Text("core/erase.actions", "{count} actie op uw lijst", "{count} acties op uw lijst")
ERASE_SURE = Text("core/erase.sure", "Wilt u alles wissen? Dan bent u ook uw plek en uw lijst kwijt.")
ERASED = Text("core/erased", "Alles is gewist.")
ERASED_OTHER = Text("core/erased.other", "De antwoorden over de ander zijn gewist.")
ERASED_TELEGRAM = Text(
    "core/erased.telegram",
    "Berichten van de laatste twee dagen zijn ook hier gewist. Oudere berichten moet u zelf wissen: "
    "verwijder dit gesprek in Telegram.",
)
NOT_ERASED = Text("core/not-erased", "Goed. Er is niets gewist.")
REMINDER = Text("core/reminder", "Ik heb een herinnering voor u.")
WENT_WRONG = Text(
    "core/went-wrong",
    "Er ging iets mis bij mij. Uw plek is bewaard. Probeer het nog een keer of vraag een mens.",
)

# --- danger ---------------------------------------------------------------------------------
DANGER_NOW = Text("core/danger.now", "Bent u nu in gevaar? Bel {phone}.")
DANGER_HOME = Text(
    "core/danger.home", "Doet iemand thuis u pijn of maakt iemand u bang? Bel {organisation}: {phone}."
)
DANGER_SELF = Text("core/danger.self", "Denkt u aan de dood? Bel {organisation}: {phone}.")
DANGER_NOT_KEPT = Text("core/danger.not-kept", "Uw woorden heb ik niet bewaard.")
DANGER_SAFE = Text(
    "core/danger.safe",
    "Leest iemand uw telefoon mee? U kunt alles wissen. Of kies dat ik u nooit als eerste schrijf.",
)
QUIET_NOW = Text("core/quiet-now", "Goed. Ik schrijf u niet meer als eerste.")
MESSAGES_ON = Text("core/messages-on", "Goed. Ik mag u weer een herinnering sturen.")

# --- commands: shown by the channel in its list ------------------------------------------------
COMMAND_MENU = Text("core/command.menu", "Menu en mijn lijst")
COMMAND_TAAL = Text("core/command.taal", "Andere taal")
COMMAND_MENS = Text("core/command.mens", "Een mens vragen")
COMMAND_STOP = Text("core/command.stop", "Stoppen, ik bewaar uw plek")
COMMAND_WISSEN = Text("core/command.wissen", "Alles wissen")
COMMAND_HELP = Text("core/command.help", "Hulp")
COMMAND_START = Text("core/command.start", "Beginnen")

# --- the note below a message whose translation is missing --------------------------------------
ONLY_DUTCH = Text("core/only-dutch", "Dit is nog niet vertaald.")
IN_DUTCH = Text("core/in-dutch", "In het Nederlands:")

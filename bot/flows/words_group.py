"""The bot's own words in a group: a helper (begeleider) beside several residents, each with her own matter.

As in ``words``: one literal sentence each, which the extractor reads from this file.
"""

from __future__ import annotations

from bot.flows.text import Text

# --- buttons: at most 20 characters in every language ----------------------
HAND = Text("core/button.hand", "✋ Begeleider")
HAND_UP = Text("core/button.hand-up", "✋ Ik wil hulp")
HAND_DOWN = Text("core/button.hand-down", "Geen hulp meer nodig")
SHOW_STEP = Text("core/button.show-step", "Laat mijn stap zien")
SHOW_ANSWERS = Text("core/button.show-answers", "Ook mijn antwoorden")
HIDE_ANSWERS = Text("core/button.hide-answers", "Geen antwoorden meer")
HIDE_ALL = Text("core/button.hide-all", "Laat niets meer zien")
SHOW_YES = Text("core/button.show-yes", "Ja, laat zien")
WHICH_HELPER = Text("core/button.which-helper", "Wie mag mij helpen?")
NICKNAME = Text("core/button.nickname", "Kies een naam")
NO_NICKNAME = Text("core/button.no-nickname", "Liever een nummer")
MORE = Text("core/button.more-choices", "Meer keuzes")
LEAVE = Text("core/button.leave-group", "Stop met de groep")
LEAVE_YES = Text("core/button.leave-group-yes", "Ja, ik stop")

# --- the screen of the group ---------------------------------------------------
WHERE = Text("core/group.where", "U doet mee met de groep: {place}.")
NUMBER = Text("core/group.number", "U bent nummer {number}.")
NAMED = Text("core/group.named", "U bent nummer {number}. Uw naam in de groep is {name}.")
HELPER = Text("core/group.helper", "Uw begeleider is {name}.")
HELPERS = Text("core/group.helpers", "Uw begeleiders zijn {name} en {other}.")
UNTIL = Text("core/group.until", "De groep stopt om {time} uur.")
SEES = Text("core/group.sees", "De begeleider ziet uw nummer, uw taal en hoe ver u bent.")
SEES_NAME = Text("core/group.sees-name", "De begeleider ziet uw nummer, uw naam, uw taal en hoe ver u bent.")
SEES_NOT = Text(
    "core/group.sees-not", "De begeleider ziet niet waar het over gaat. Ook niet wat u antwoordt."
)
SEES_STEP = Text("core/group.sees-step", "De begeleider ziet ook uw stap. Niet wat u antwoordt.")
SEES_ANSWERS = Text("core/group.sees-answers", "De begeleider ziet ook uw stap en wat u antwoordt.")
SEES_NEVER = Text("core/group.sees-never", "Wat gevoelig is of over gevaar gaat, ziet de begeleider nooit.")
LOOKED = Text("core/group.looked", "{name} keek mee om {time} uur.")
HAND_IS_UP = Text("core/group.hand-is-up", "De begeleider ziet dat u hulp wilt.")
HAND_UNSEEN = Text(
    "core/group.hand-unseen", "Nu ziet geen begeleider dat u hulp wilt. Kies eerst wie u mag helpen."
)
HAND_IS_DOWN = Text("core/group.hand-is-down", "Goed. De begeleider ziet dat u nu geen hulp wilt.")
YOU_TYPE = Text(
    "core/group.you-type",
    "U doet alles zelf. Typ uw wachtwoord en code altijd alleen, ook bij een begeleider.",
)

# --- showing -------------------------------------------------------------------
ASK_STEP = Text(
    "core/group.ask-step",
    "Wilt u uw stap laten zien? De begeleider ziet dan het onderwerp en de stap waar u bent.",
)
ASK_ANSWERS = Text(
    "core/group.ask-answers",
    "Wilt u ook uw antwoorden laten zien? De begeleider ziet dan wat u bij dit onderwerp antwoordt.",
)
ASK_FREE = Text("core/group.ask-free", "Nee zeggen mag altijd. U krijgt dan ook hulp. Later stoppen mag ook.")
STEP_SHOWN = Text("core/group.step-shown", "Goed. De begeleider kan uw stap nu zien.")
ANSWERS_SHOWN = Text("core/group.answers-shown", "Goed. De begeleider kan uw stap en uw antwoorden nu zien.")
NOTHING_SHOWN = Text("core/group.nothing-shown", "Goed. De begeleider ziet uw stap en uw antwoorden niet.")

# --- which helper -----------------------------------------------------------------
ASK_HELPER = Text("core/group.ask-helper", "Wie mag u helpen? Kies een naam om dat te veranderen.")
MAY_HELP = Text("core/group.may-help", "{name} mag u helpen.")
MAY_NOT_HELP = Text("core/group.may-not-help", "{name} helpt u niet en ziet alleen uw nummer.")

# --- a name in the group ------------------------------------------------------------
ASK_NAME = Text(
    "core/group.ask-name",
    "Welke naam wilt u in de groep? Typ hem hier. Het hoeft niet uw eigen naam te zijn.",
)
NAME_WRONG = Text(
    "core/group.name-wrong",
    "Deze naam kan niet. Typ een korte naam van 1 tot 20 letters, zonder lang nummer.",
)
NAME_NOW = Text("core/group.name-now", "Goed. Uw naam in de groep is nu {name}.")
NUMBER_NOW = Text("core/group.number-now", "Goed. De begeleider ziet alleen uw nummer.")

# --- coming in ------------------------------------------------------------------
NO_SUCH_GROUP = Text(
    "core/group.no-such-group", "Ik vind geen groep met deze code. Vraag de begeleider om de code van nu."
)
FULL = Text("core/group.full", "De groep is vol. Vraag de begeleider wat u nu kunt doen.")
IN_NO_GROUP = Text("core/group.in-no-group", "U doet nu niet mee met een groep.")
HOW_TO_JOIN = Text("core/group.how-to-join", "Meedoen? Vraag de begeleider om de code. Stuur dan: {command}")

# --- what is told -----------------------------------------------------------------
HELPER_COMES = Text("core/group.helper-comes", "{name} komt naar u toe.")
HELPER_JOINED = Text(
    "core/group.helper-joined",
    "{name} is nu ook begeleider van uw groep en ziet wat u laat zien. "
    "Is dat niet goed? Kies dan wie u mag helpen.",
)

# --- what a helper's act says -------------------------------------------------------
FROM_HELPER = Text("core/group.from-helper", "Uw begeleider {name} zegt:")

# --- the end ------------------------------------------------------------------------
ASK_MORE = Text("core/group.ask-more", "Wat wilt u doen?")
ASK_LEAVE = Text(
    "core/group.ask-leave", "Wilt u stoppen met de groep? U kunt daarna alleen verder. Uw plek blijft."
)
LEFT = Text("core/group.left", "U doet niet meer mee met de groep.")
ENDED = Text("core/group.ended", "De groep is nu klaar.")
SEAT_FREED = Text("core/group.seat-freed", "De begeleider dacht dat u weg was. U doet niet meer mee.")
SEES_NO_MORE = Text(
    "core/group.sees-no-more", "De begeleiders zien niets meer van u. U kunt hier alleen verdergaan."
)

# --- the command: shown by the channel in its list -----------------------------------
COMMAND_GROEP = Text("core/command.groep", "Meedoen met een groep")

"""Content that is as small as it can be, in a folder of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from bot.flows.content.document import ContentError
from bot.flows.content.load import load

if TYPE_CHECKING:
    from pathlib import Path

GUIDE = """\
id: gids
theme: levensweg
icon: 💼
title: Mijn gids
checked: 2026-11-21
application:
  at: uwv
  text: Dit is geen aanvraag.
  proof: Bewaar het bewijs.
  without-digid: Bel eerst.
steps:
  - id: begin
    say: Het is {fact:bedrag}.
  - id: dag
    ask: Welke dag?
    kind: date
    save: bewaarde-dag
  - id: keuze
    ask: Wat kiest u?
    answers:
      rood: Rood
      blauw: Blauw
  - id: doen
    when: {keuze: rood}
    do: Doe dit
    text: Zo doet u dit.
    where: uwv
    bring: [papier]
    show: Ik doe dit.
    deadline:
      of: dag
      until: {weeks: 1}
      rule: Doe het op tijd.
  - id: verder
    go_to: ander
"""

FACTS = """\
bedrag:
  kind: amount
  value: 1.50
  what: een bedrag
  source: https://example.org
  code: X1
  checked: 2026-11-21
  valid-until: 2026-12-31
  confidence: H
  ask: uwv
"""

ORGANISATIONS = """\
uwv:
  name: UWV
  what: Regelt WW.
noodnummer:
  name: Alarm
  what: Hulp.
  phone: "112"
veilig-thuis:
  name: Veilig Thuis
  what: Hulp.
  phone: 0800 2000
zelfmoordpreventie:
  name: "113"
  what: Hulp.
  phone: "113"
"""

MUNICIPALITY = """\
name: Voorbeeldstad
example: true
organisation: uwv
phone: "14 000"
address: Plein 1
desk: Balie
hours: Op werkdagen.
office-hours: {monday: ["09:00", "16:00"]}
"""

HELPERS = """\
general:
  tip: [Neem de tijd.]
  never: [Typ nooit een code voor een ander.]
  instead: [Machtigen kan wel.]
guides: {}
"""

DO = "levensweg/gids.yaml"
"""Where the guide stands."""

FILES = {
    "levensweg/gids.yaml": GUIDE,
    "levensweg/ander.yaml": "id: ander\ntheme: hulp\nicon: 📄\ntitle: Ander\nchecked: 2026-11-21\n"
    "steps:\n  - id: begin\n    human: Wilt u een mens?\n",
    "facts.yaml": FACTS,
    "organisations.yaml": ORGANISATIONS,
    "papers.yaml": "papier:\n  label: uw papier\n",
    "glossary.yaml": "bsn:\n  word: BSN\n  text: Uw nummer.\n",
    "gemeente.yaml": MUNICIPALITY,
    "phrases.yaml": "bellen:\n  topic: bellen\n  text: Ik bel op {dag}.\n  values:\n    dag: date\n",
    "questions.yaml": "kleur:\n  topic: contact\n  ask: Welke kleur?\n  kind: choice\n"
    "  answers:\n    rood: Rood\n    blauw: Blauw\n",
    "encouragements.yaml": "rustig:\n  text: Neem de tijd.\n",
    "begeleiders.yaml": HELPERS,
    "checked-on": "2026-11-21\n",
}


def written(folder: Path, files: dict[str, str]) -> Path:
    content = folder / "content"
    (content / "levensweg").mkdir(parents=True)
    for name, text in files.items():
        (content / name).write_text(text, encoding="utf-8")
    return content


def mistakes(content: Path) -> list[str]:
    with pytest.raises(ContentError) as raised:
        load(content)
    return str(raised.value).splitlines()

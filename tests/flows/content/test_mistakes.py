"""Each mistake in content is answered with the place where it stands."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.flows.content.files import DO, FILES, mistakes, written

if TYPE_CHECKING:
    from pathlib import Path


EDITS = {
    # the shape of a guide
    "id is not the file": (
        DO,
        "id: gids\n",
        "id: gans\n",
        ["1: the id is 'gans' but the file is called 'gids'"],
    ),
    "unknown theme": (
        DO,
        "theme: levensweg",
        "theme: geld",
        ["2: 'theme': input should be 'levensweg', 'digid', 'uitkering' or 'hulp'"],
    ),
    "topic of another theme": (
        DO,
        "theme: levensweg",
        "theme: digid\ntopic: werk",
        ["3: only a guide of the theme levensweg has a topic"],
    ),
    "missing field": (DO, "title: Mijn gids\n", "", ["1: 'title' is missing"]),
    "field that is not known": (
        DO,
        "    save: bewaarde-dag",
        "    bewaar: dag",
        ["17: 'bewaar' is not a field here"],
    ),
    "empty text": (
        DO,
        "say: Het is {fact:bedrag}.",
        "say: ''",
        ["13: 'say': string should have at least 1 character"],
    ),
    "day that does not exist": (
        DO,
        "checked: 2026-11-21",
        "checked: 2026-02-30",
        ["5: '2026-02-30' does not exist"],
    ),
    "step without a kind": (
        DO,
        "    say: Het is {fact:bedrag}.\n",
        "",
        ["12: a step is exactly one of say, changes, ask, do, go_to, human; this one has none"],
    ),
    "step of two kinds": (
        DO,
        "    say: Het is {fact:bedrag}.\n",
        "    say: Een.\n    changes: Twee.\n",
        ["12: a step is exactly one of say, changes, ask, do, go_to, human; this one has say and changes"],
    ),
    "step without an id": (DO, "  - id: begin\n    say", "  - say", ["12: 'id' is missing"]),
    "id with a capital": (
        DO,
        "  - id: begin",
        "  - id: Begin",
        ["12: 'id': string should match pattern '^[a-z0-9]+(-[a-z0-9]+)*$'"],
    ),
    "id that stands twice": (DO, "  - id: keuze", "  - id: dag", ["18: 'dag' is the id of an earlier step"]),
    # questions
    "choice of one": (
        DO,
        "      blauw: Blauw\n",
        "",
        ["20: a choice needs at least two answers; else give the question a kind"],
    ),
    "answers at another kind": (
        DO,
        "    answers:\n",
        "    kind: number\n    answers:\n",
        ["21: a question of kind number has no answers of its own"],
    ),
    "answer of the bot's own": (
        DO,
        "blauw: Blauw",
        "unknown: Ik?",
        ["22: 'unknown' is an answer that the bot adds itself"],
    ),
    "sensitive answer saved": (
        DO,
        "    save: bewaarde-dag",
        "    save: bewaarde-dag\n    sensitive: true",
        ["17: a sensitive answer is never saved in the profile"],
    ),
    "unknown kind": (
        DO,
        "    kind: date",
        "    kind: datum",
        ["16: 'kind': input should be 'choice', 'yes-no', 'date', 'amount', 'number' or 'text'"],
    ),
    # conditions
    "condition that cannot be read": (
        DO,
        "when: {keuze: rood}",
        "when: {keuze: 3}",
        ["24: 'keuze' is compared with an answer, a list of answers or a bound"],
    ),
    "condition on nothing": (
        DO,
        "when: {keuze: rood}",
        "when: {kleur: rood}",
        ["24: no guide asks for 'kleur'"],
    ),
    "condition on another answer": (
        DO,
        "when: {keuze: rood}",
        "when: {keuze: geel}",
        ["24: 'geel' is not an answer to 'keuze'"],
    ),
    "condition on a later question": (
        DO,
        "    say: Het is {fact:bedrag}.",
        "    say: Het is {fact:bedrag}.\n    when: {keuze: rood}",
        ["14: 'keuze' is not an earlier question"],
    ),
    "condition of a question on its own answer": (
        DO,
        "    save: bewaarde-dag",
        "    save: bewaarde-dag\n    when: {bewaarde-dag: {known: false}}",
        ["18: 'bewaarde-dag' is not an earlier question"],
    ),
    "condition on an unknown fact": (
        DO,
        "when: {keuze: rood}",
        "when: {dag: {days-until: {below: 'fact:weg'}}}",
        ["24: there is no fact 'weg'"],
    ),
    # what an action refers to
    "unknown organisation": (
        DO,
        "    where: uwv",
        "    where: [uwv, svb]",
        ["27: there is no organisation 'svb'"],
    ),
    "unknown paper": (DO, "bring: [papier]", "bring: [pas]", ["28: there is no paper 'pas'"]),
    "deadline of no date": (
        DO,
        "      of: dag",
        "      of: keuze",
        ["31: 'keuze' is not a question for a date"],
    ),
    "deadline with an unknown unit": (
        DO,
        "until: {weeks: 1}",
        "until: {week: 1}",
        ["32: 'week' is not a field here"],
    ),
    "deadline on a day that no year has": (
        DO,
        "until: {weeks: 1}",
        "until: {date: 02-30}",
        ["32: 'date': a day of the year is month-day, such as 12-31"],
    ),
    "unknown guide": (DO, "go_to: ander", "go_to: weg", ["35: there is no guide 'weg'"]),
    "unknown place of an application": (DO, "  at: uwv", "  at: svb", ["7: there is no organisation 'svb'"]),
    # placeholders
    "unknown fact": (DO, "{fact:bedrag}", "{fact:weg}", ["12: there is no fact 'weg'"]),
    "unknown organisation in a text": (
        DO,
        "{fact:bedrag}",
        "{phone:svb}",
        ["12: there is no organisation 'svb'"],
    ),
    "organisation without a phone": (
        DO,
        "{fact:bedrag}",
        "{phone:uwv}",
        ["12: organisation 'uwv' has no phone"],
    ),
    "no placeholder": (DO, "{fact:bedrag}", "{bedrag}", ["12: '{bedrag}' is not a placeholder"]),
    "placeholder on a button": (
        DO,
        "do: Doe dit",
        "do: Ga naar {gemeente}",
        ["23: 'do' is a label or a sentence to show: no placeholders there"],
    ),
    "placeholder in an answer": (
        DO,
        "rood: Rood",
        "rood: In {gemeente}",
        ["18: 'rood' is a label or a sentence to show: no placeholders there"],
    ),
    # the other files
    "fact without its source": (
        "facts.yaml",
        "  source: https://example.org\n",
        "",
        ["1: 'source' is missing"],
    ),
    "fact with another kind": (
        "facts.yaml",
        "kind: amount",
        "kind: geld",
        ["2: 'kind': input should be 'amount', 'percentage' or 'number'"],
    ),
    "fact that is no number": (
        "facts.yaml",
        "value: 1.50",
        "value: veel",
        ["3: 'value': input should be a valid decimal"],
    ),
    "amount without an end": (
        "facts.yaml",
        "  valid-until: 2026-12-31\n",
        "",
        ["1: an amount needs a valid-until"],
    ),
    "fact that needs a check": (
        "facts.yaml",
        "confidence: H",
        "confidence: NC",
        ["levensweg/gids.yaml:12: fact 'bedrag' needs a check and may not be said yet"],
    ),
    "fact that nobody can be asked": (
        "facts.yaml",
        "ask: uwv",
        "ask: svb",
        ["10: there is no organisation 'svb'"],
    ),
    "id of a fact with a capital": (
        "facts.yaml",
        "bedrag:",
        "Bedrag:",
        ["1: 'Bedrag' is no id: lower-case words with hyphens"],
    ),
    "list where a mapping belongs": (
        "papers.yaml",
        "papier:\n  label: uw papier\n",
        "- papier\n",
        ["1: this file is a mapping of ids"],
    ),
    "number for danger without a phone": (
        "organisations.yaml",
        '  phone: "112"\n',
        "",
        ["4: 'noodnummer' is needed, with a phone number"],
    ),
    "municipality that is no organisation": (
        "gemeente.yaml",
        "organisation: uwv",
        "organisation: stad",
        ["3: there is no organisation 'stad'"],
    ),
    "hour that does not exist": (
        "gemeente.yaml",
        '"09:00"',
        '"25:00"',
        ["8: '0': string should match pattern '^([01]\\d|2[0-3]):[0-5]\\d$'"],
    ),
    "placeholder of a paper": (
        "papers.yaml",
        "uw papier",
        "uw {papier}",
        ["1: '{papier}' is not a placeholder"],
    ),
    "phrase with a value that nobody fills in": (
        "phrases.yaml",
        "op {dag}",
        "op {dag} om {tijd}",
        ["1: '{tijd}' is not a placeholder"],
    ),
    "phrase with a value that stands nowhere": (
        "phrases.yaml",
        "op {dag}",
        "snel",
        ["5: '{dag}' does not stand in the text"],
    ),
    "phrase with a value of an unknown kind": (
        "phrases.yaml",
        "dag: date",
        "dag: week",
        ["5: 'dag': input should be 'date', 'time', 'organisation' or 'text'"],
    ),
    "question of the desk with one answer": (
        "questions.yaml",
        "    blauw: Blauw\n",
        "",
        ["1: a choice has 2 to 9 answers"],
    ),
    "answers to a yes or no": (
        "questions.yaml",
        "kind: choice",
        "kind: yes-no",
        ["5: only a choice has answers of its own"],
    ),
    "encouragement with a value": (
        "encouragements.yaml",
        "de tijd",
        "{fact:bedrag}",
        ["2: an encouragement is said as it is: no placeholders there"],
    ),
    "encouragement without a text": (
        "encouragements.yaml",
        "  text: Neem de tijd.",
        "  zeg: Neem de tijd.",
        ["1: 'text' is missing", "2: 'zeg' is not a field here"],
    ),
    "no date to check by": (
        "checked-on",
        "2026-11-21",
        "gisteren",
        ["1: this file holds one date, such as 2026-11-21"],
    ),
    # YAML itself
    "key that stands twice": (
        "facts.yaml",
        "  code: X1\n",
        "  code: X1\n  code: X2\n",
        ["7: 'code' stands here twice"],
    ),
    "broken YAML": (
        "papers.yaml",
        "  label: uw papier",
        "  label: [uw papier",
        ["3: not valid YAML: expected ',' or ']', but got '<stream end>'"],
    ),
    "a tab": (
        "papers.yaml",
        "  label",
        "\tlabel",
        ["2: not valid YAML: found character '\\t' that cannot start any token"],
    ),
    "a character that nobody sees": (
        "papers.yaml",
        "uw papier",
        "uw\x07papier",
        ["2: this line holds a character that YAML does not take"],
    ),
    "a value that contains itself": (
        "papers.yaml",
        "papier:\n",
        "papier: &a\n  zelf: *a\n",
        ["1: this value contains itself"],
    ),
    "empty file": ("papers.yaml", "papier:\n  label: uw papier\n", "", ["1: this file is empty"]),
}


@pytest.mark.parametrize(("name", "before", "after", "expected"), EDITS.values(), ids=EDITS.keys())
def test_mistake_is_answered_with_its_place(
    tmp_path: Path, name: str, before: str, after: str, expected: list[str]
) -> None:
    assert before in FILES[name]
    content = written(tmp_path, {**FILES, name: FILES[name].replace(before, after, 1)})

    here = f"content/{name}:"
    assert mistakes(content) == [
        f"content/{line}" if line.startswith("levensweg") else f"{here}{line}" for line in expected
    ]

"""The words about reading side by side: her own language, and the same in simple Dutch below it."""

from __future__ import annotations

from bot.flows.text import Text

SHOW_BOTH = Text("core/both.on", "Nederlands erbij")
SHOW_ONE = Text("core/both.off", "Zonder Nederlands")
BOTH_WHY = Text(
    "core/both.why", "Leest iemand met u mee? Zet het Nederlands erbij. Dan leest u samen hetzelfde."
)
BOTH_NOW = Text(
    "core/both.now",
    "Goed. Onder mijn woorden staat nu ook het Nederlands. Elke knop heeft een nummer of een letter.",
)
ONE_NOW = Text("core/both.not-now", "Goed. Ik schrijf het Nederlands er niet meer bij.")

from __future__ import annotations

from dataclasses import replace

from bot.commands.checks.helper_tips import LONGEST_TIP, hard_to_read, without_tips
from bot.flows.helper_tips import Advice, GuideAdvice, HelperTips
from bot.flows.text import Text
from tests.flows.walker import real_library

REAL = real_library()
TIP = Text("begeleiders/gids.tip.0", "Neem de tijd.")
GUIDES = {name: REAL.guides[name] for name in ("digid-aanvragen", "digid-app", "digid-kwijt", "digid-veilig")}
LIBRARY = replace(
    REAL,
    guides=GUIDES,
    helper_tips=HelperTips(
        guides={
            "digid-aanvragen": GuideAdvice(Advice(tips=(TIP,), watch=(TIP,))),
            "digid-app": GuideAdvice(Advice(tips=(TIP,)), {"app-zetten": Advice(watch=(TIP,))}),
            "digid-kwijt": GuideAdvice(Advice(watch=(TIP,))),
        }
    ),
)


def test_every_real_guide_has_tips_that_can_be_read() -> None:
    assert [*without_tips(REAL), *hard_to_read(REAL)] == []


def test_guide_without_tips_for_all_of_it_is_named() -> None:
    assert list(without_tips(LIBRARY)) == [
        "content/begeleiders.yaml: digid-app has no 'watch' for the whole guide",
        "content/begeleiders.yaml: digid-kwijt has no 'tip' for the whole guide",
        "content/begeleiders.yaml: digid-veilig has no tips for helpers",
    ]


def test_tip_that_is_long_or_hard_is_named() -> None:
    long = "De deelnemer zit naast u en leest en kiest en typt en belt zelf, u wijst alleen maar aan."
    hard = "Administratieve verantwoordelijkheden belemmeren bijstandsgerechtigde inwoners regelmatig."
    tips = tuple(
        Text(f"begeleiders/algemeen.tip.{place}", source)
        for place, source in enumerate((long, hard, "Ga er bij zitten. " * 8))
    )
    library = replace(LIBRARY, helper_tips=HelperTips(tips=tips))

    assert list(hard_to_read(library)) == [
        "begeleiders/algemeen.tip.0: a sentence of 19 words, more than 18",
        "begeleiders/algemeen.tip.1: reads as -184, below 50; use shorter words",
        f"begeleiders/algemeen.tip.2: 144 characters, more than {LONGEST_TIP}",
    ]

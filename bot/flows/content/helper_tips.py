"""From ``begeleiders.yaml`` to ``HelperTips``, and whether what it refers to exists."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.flows.content import schema
from bot.flows.content.guides import validate
from bot.flows.content.placeholders import check_placeholders
from bot.flows.definition import Tell
from bot.flows.helper_tips import Advice, GuideAdvice, HelperTips
from bot.flows.text import Text

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from bot.flows.content.document import Document, Mistake, Where
    from bot.flows.definition import Guide, Library

NAME = "begeleiders"


def read_helper_tips(document: Document | None, mistakes: list[Mistake]) -> HelperTips:
    """Return what helpers read, empty when its shape is wrong; each mistake is added at its line."""
    shape = (
        None if document is None else validate(schema.HelperTipsShape, document.data, document, (), mistakes)
    )
    if shape is None:
        return HelperTips()
    return HelperTips(
        tips=_texts("algemeen.tip", shape.general.tip),
        never=_texts("algemeen.never", shape.general.never),
        instead=_texts("algemeen.instead", shape.general.instead),
        guides={
            guide_id: GuideAdvice(
                general=_advice(guide_id, guide),
                steps={
                    step_id: _advice(f"{guide_id}/{step_id}", step) for step_id, step in guide.steps.items()
                },
            )
            for guide_id, guide in shape.guides.items()
        },
    )


def check_helper_tips(library: Library, document: Document) -> Iterator[Mistake]:
    """Yield a mistake for each guide, step or placeholder that is not there, and each tip nobody can see."""
    general = library.helper_tips
    for field, texts in (("tip", general.tips), ("never", general.never), ("instead", general.instead)):
        yield from _placeholders(library, document, ("general", field), texts)
    for guide_id, advice in general.guides.items():
        where: Where = ("guides", guide_id)
        guide = library.guides.get(guide_id)
        if guide is None:
            yield document.mistake(where, f"there is no guide '{guide_id}'")
            continue
        yield from _advice_placeholders(library, document, where, advice.general)
        for step_id, own in advice.steps.items():
            place: Where = (*where, "steps", step_id)
            yield from _wrong_step(guide, step_id, document, place)
            yield from _advice_placeholders(library, document, place, own)


def _wrong_step(guide: Guide, step_id: str, document: Document, where: Where) -> Iterator[Mistake]:
    step = guide.step(step_id)
    if step is None:
        yield document.mistake(where, f"there is no step '{step_id}' in '{guide.id}'")
    elif isinstance(step, Tell):
        yield document.mistake(where, f"'{step_id}' is only said: nobody waits there, so no helper sees this")
    elif step.private:
        yield document.mistake(where, f"'{step_id}' is private: it is never shared, so no helper sees this")


def _advice_placeholders(
    library: Library, document: Document, where: Where, advice: Advice
) -> Iterator[Mistake]:
    yield from _placeholders(library, document, (*where, "tip"), advice.tips)
    yield from _placeholders(library, document, (*where, "watch"), advice.watch)


def _placeholders(
    library: Library, document: Document, where: Where, texts: Sequence[Text]
) -> Iterator[Mistake]:
    for place, text in enumerate(texts):
        yield from check_placeholders(text.source, library, document, (*where, place))


def _advice(context: str, shape: schema.AdviceShape) -> Advice:
    return Advice(_texts(f"{context}.tip", shape.tip), _texts(f"{context}.watch", shape.watch))


def _texts(context: str, sources: Sequence[str]) -> tuple[Text, ...]:
    return tuple(Text(f"{NAME}/{context}.{place}", source) for place, source in enumerate(sources))

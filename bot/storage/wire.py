"""How an ``Inbound`` and a ``Delivery`` are written down.

Rows outlive a release: a name here is never reused for another meaning, and what is
absent reads as its default.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Any, assert_never

from bot.messages import (
    Address,
    Alternative,
    Beside,
    Blocked,
    Button,
    Command,
    Delete,
    Due,
    Echo,
    Inbound,
    Interpretation,
    Part,
    Press,
    Refusal,
    Say,
    Settle,
    Speak,
    Text,
    Unusable,
)

if TYPE_CHECKING:
    from bot.messages import JSON, Content, Delivery

Document = dict[str, Any]
"""Read back from our own table, so its shape is known to the code and not to mypy."""


def dump_inbound(inbound: Inbound) -> dict[str, JSON]:
    """Return the stored form."""
    body: dict[str, JSON] = {
        "channel": inbound.address.channel,
        "address": inbound.address.id,
        "provider_id": inbound.provider_id,
        "content": _dump_content(inbound.content),
        "at": inbound.at.isoformat(),
    }
    if inbound.language_hint is not None:
        body["language_hint"] = inbound.language_hint
    if inbound.message_id is not None:
        body["message_id"] = inbound.message_id
    if inbound.refusal is not None:
        body["refusal"] = inbound.refusal.value
    if inbound.emergency:
        body["emergency"] = True
    if inbound.interpretation is not None:
        body["interpretation"] = _dump_interpretation(inbound.interpretation)
    if inbound.revision is not None:
        body["revision"] = inbound.revision
    return body


def load_inbound(body: Document) -> Inbound:
    """Read the stored form; ``KeyError`` or ``ValueError`` for one that is not ours."""
    interpretation = body.get("interpretation")
    return Inbound(
        address=Address(body["channel"], body["address"]),
        provider_id=body["provider_id"],
        content=_load_content(body["content"]),
        at=datetime.fromisoformat(body["at"]),
        language_hint=body.get("language_hint"),
        message_id=body.get("message_id"),
        refusal=Refusal(body["refusal"]) if "refusal" in body else None,
        emergency=body.get("emergency", False),
        interpretation=None if interpretation is None else _load_interpretation(interpretation),
        revision=body.get("revision"),
    )


def dump_delivery(delivery: Delivery) -> dict[str, JSON]:
    """Return the stored form."""
    match delivery:
        case Say(text, language, buttons, typed, numbered, sensitive, beside, if_heard):
            body: dict[str, JSON] = {
                "type": "say",
                "text": text,
                "language": language,
                "buttons": _dump_buttons(buttons),
                "typed": typed,
            }
            if beside is not None:
                body["beside"] = _dump_beside(beside)
            return body | _when(numbered=numbered, sensitive=sensitive, if_heard=if_heard)
        case Echo(text, language, sensitive):
            return {"type": "echo", "text": text, "language": language, **_when(sensitive=sensitive)}
        case Speak():
            return _dump_speak(delivery)
        case Delete(message_ids):
            return {"type": "delete", "message_ids": list(message_ids)}
        case Settle(message_id):
            return {"type": "settle", "message_id": message_id}
        case _:
            assert_never(delivery)


def load_delivery(body: Document) -> Delivery:
    """Read the stored form; ``KeyError`` or ``ValueError`` for one that is not ours."""
    match body["type"]:
        case "say":
            return Say(
                body["text"],
                body["language"],
                _load_buttons(body),
                body.get("typed", False),
                body.get("numbered", False),
                body.get("sensitive", False),
                _load_beside(body["beside"]) if "beside" in body else None,
                body.get("if_heard", False),
            )
        case "echo":
            return Echo(body["text"], body["language"], body.get("sensitive", False))
        case "speak":
            return Speak(
                parts=tuple(map(_load_part, body["parts"])),
                language=body["language"],
                options=tuple(map(_load_part, body["options"])),
                numbered=body["numbered"],
                caption=body["caption"],
                instead=body["instead"],
                buttons=_load_buttons(body),
                if_heard=body.get("if_heard", False),
            )
        case "delete":
            return Delete(tuple(body["message_ids"]))
        case "settle":
            return Settle(body["message_id"])
        case unknown:
            raise ValueError(f"no delivery is called {unknown!r}")


def _dump_beside(beside: Beside) -> dict[str, JSON]:
    return {"text": beside.text, "language": beside.language, "options": list(beside.options)}


def _load_beside(body: Document) -> Beside:
    return Beside(body["text"], body["language"], tuple(body["options"]))


def _dump_speak(speak: Speak) -> dict[str, JSON]:
    return {
        "type": "speak",
        "parts": [_dump_part(part) for part in speak.parts],
        "language": speak.language,
        "options": [_dump_part(option) for option in speak.options],
        "numbered": speak.numbered,
        "caption": speak.caption,
        "instead": speak.instead,
        "buttons": _dump_buttons(speak.buttons),
        **_when(if_heard=speak.if_heard),
    }


def _dump_part(part: Part) -> dict[str, JSON]:
    body: dict[str, JSON] = {"language": part.language, "text": part.text}
    if part.message_id is not None:
        body["message_id"] = part.message_id
    if part.values:
        body["values"] = {
            name: value if isinstance(value, str) else _dump_part(value)
            for name, value in part.values.items()
        }
    if part.own:
        body["own"] = True
    if part.spare:
        body["spare"] = True
    return body


def _load_part(body: Document) -> Part:
    return Part(
        body["language"],
        body["text"],
        message_id=body.get("message_id"),
        values={
            name: value if isinstance(value, str) else _load_part(value)
            for name, value in body.get("values", {}).items()
        },
        own=body.get("own", False),
        spare=body.get("spare", False),
    )


def _when(**flags: bool) -> dict[str, JSON]:
    """Return the flags that are set: most are not, and every row is read again."""
    return {name: True for name, flag in flags.items() if flag}


def _dump_buttons(buttons: tuple[Button, ...]) -> JSON:
    return [[button.id, button.label] for button in buttons]


def _load_buttons(body: Document) -> tuple[Button, ...]:
    return tuple(Button(id_, label) for id_, label in body["buttons"])


def _dump_content(content: Content) -> dict[str, JSON]:
    match content:
        case Text(text):
            return {"type": "text", "text": text}
        case Press(button):
            return {"type": "press", "button": button}
        case Command(name, argument):
            return {"type": "command", "name": name, "argument": argument}
        case Unusable(what):
            return {"type": "unusable", "what": what}
        case Due(kind, reference):
            return {"type": "due", "kind": kind, "reference": reference}
        case Blocked(blocked):
            return {"type": "blocked", "blocked": blocked}
        case _:
            assert_never(content)


def _load_content(body: Document) -> Content:
    fields = {name: value for name, value in body.items() if name != "type"}
    match body["type"]:
        case "text":
            return Text(**fields)
        case "press":
            return Press(**fields)
        case "command":
            return Command(**fields)
        case "unusable":
            return Unusable(**fields)
        case "due":
            return Due(**fields)
        case "blocked":
            return Blocked(**fields)
        case unknown:
            raise ValueError(f"no content is called {unknown!r}")


def _dump_interpretation(interpretation: Interpretation) -> dict[str, JSON]:
    return {
        "language": interpretation.language,
        "intent": interpretation.intent,
        "confidence": interpretation.confidence,
        "alternatives": [[guess.intent, guess.confidence] for guess in interpretation.alternatives],
    }


def _load_interpretation(body: Document) -> Interpretation:
    return Interpretation(
        language=body["language"],
        intent=body["intent"],
        confidence=body["confidence"],
        alternatives=tuple(Alternative(intent, confidence) for intent, confidence in body["alternatives"]),
    )

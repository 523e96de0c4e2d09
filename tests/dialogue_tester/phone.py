"""The channel of a dialogue: what stands on the resident's screen, and the buttons on it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from bot.channels import render
from bot.channels.base import Played
from bot.channels.profiles import TELEGRAM, TERMINAL
from bot.channels.render import Page, fit, length
from bot.messages import Delete, Say, Settle, Speak
from tests.dialogue_tester.transcript import BETWEEN

if TYPE_CHECKING:
    from collections.abc import Sequence

    from bot.channels.base import Capabilities, VoiceMessage
    from bot.messages import Button, Outbound


@dataclass
class Phone:
    """Shows messages and finds buttons by the words on them.

    With ``fitted`` it shows what is left of a message on a channel with these limits,
    after it has looked that nothing got lost.
    """

    fitted: Capabilities | None = None
    name: str = "telegram"
    account: str = "42"
    capabilities: Capabilities = TELEGRAM
    new: list[str] = field(default_factory=list)
    says: list[Say] = field(default_factory=list)
    sent: int = 0
    _pages: tuple[Page, ...] = ()

    async def send(self, outbound: Outbound) -> str | None:
        """Show it at once."""
        match outbound.delivery:
            case Say() as say:
                self.sent += 1
                self.says.append(say)
                self.new.append(_shown(say))
                pages = self._fit(say)
                if say.buttons:
                    self._pages = pages
                return f"bot-{self.sent}"
            case Delete(message_ids):
                self.new.append(f"(deleted: {len(message_ids)})")
            case Settle():
                pass
        return None

    async def play(self, outbound: Outbound, sound: VoiceMessage) -> Played:
        """Show what is heard, each language on a line, and the buttons below it."""
        self.sent += 1
        buttons = outbound.delivery.buttons if isinstance(outbound.delivery, Speak) else ()
        words = sound.path.read_text(encoding="utf-8").splitlines()
        below = [f"   {' '.join(f'[{button.label}]' for button in buttons)}"] if buttons else []
        self.new.append("\n".join([*(f"🔊 {line}" for line in words), *below]))
        return Played(f"bot-{self.sent}")

    def _fit(self, say: Say) -> tuple[Page, ...]:
        if self.fitted is None:
            buttons = tuple(
                replace(button, label=label) for button, label in zip(say.buttons, _named(say), strict=True)
            )
            return (Page(say.text, say.language, buttons),)
        pages = fit(say, self.fitted)
        assert_nothing_lost(say, pages, self.fitted)
        return pages

    @property
    def newest(self) -> str:
        """The channel's id of the newest message."""
        return f"bot-{self.sent}"

    def look(self) -> str:
        """Return what came since the last look."""
        seen = f"\n{BETWEEN}\n".join(self.new)
        self.new.clear()
        return seen

    def button(self, label: str) -> str:
        """Return the id of the button with these words on the newest message that has any.

        Those below a message that asks nothing go on working: the newest with these words will do.
        """
        found = [
            button.id
            for page in self._pages
            for button, there in zip(page.buttons, _labels(page), strict=True)
            if _own(label) in {there, f"{self._place(button)} {there}"}
        ]
        if not found:
            standing = (one for say in reversed(self.says) for one in say.buttons if one.id.startswith("0|"))
            found = [one.id for one in standing if one.label == label][:1]
        if len(found) != 1:
            there = ", ".join(f"[{button.label}]" for page in self._pages for button in page.buttons)
            raise AssertionError(f"{len(found)} buttons [{label}]; there are {there or 'none'}")
        return found[0]

    def _place(self, button: Button) -> int:
        """Return the number of a button among all those of its message."""
        ids = [one.id for page in self._pages for one in page.buttons]
        return ids.index(button.id) + 1


def assert_nothing_lost(say: Say, pages: Sequence[Page], limits: Capabilities) -> None:
    """Fail if a page breaks a limit, or a word or a button of the message is gone."""
    buttons = [button for page in pages for button in page.buttons]
    assert [button.id for button in buttons] == [button.id for button in say.buttons]
    shown = [label for page in pages for label in _labels(page)]
    for label, button, named in zip(shown, say.buttons, _named(say), strict=True):
        assert label in {button.label, _own(named)}
    texts = "\n".join(page.text for page in pages)
    options = say.beside.options if say.beside is not None else ()
    assert [
        option
        for shown_on, option in zip(buttons, options, strict=False)
        if option not in shown_on.label + texts
    ] == []
    for page in pages:
        assert page.text.strip()
        assert length(page.text) <= limits.text_length
        most, width = (
            (limits.list_rows, limits.list_row_length)
            if page.listed
            else (limits.buttons, limits.button_length)
        )
        assert len(page.buttons) <= most
        assert [button.label for button in page.buttons if length(button.label) > width] == []
    words = say.text.split()
    assert " ".join(page.text for page in pages).split()[: len(words)] == words


def _labels(page: Page) -> list[str]:
    """Return the words of each button in her own language, from the text where a number stands for them."""
    lines = re.findall(r"(?m)^(\d+|[A-Z])\. (.+)$", page.text)
    explained = dict(reversed(lines))  # her own language stands before the Dutch
    labels = [_own(button.label) for button in page.buttons]
    return [explained.get(label, label) for label in labels]


def _own(label: str) -> str:
    """Return what a button says in her own language, without the Dutch behind it."""
    return label.partition(render.BETWEEN)[0]


def _named(say: Say) -> list[str]:
    """Return what stands on each button."""
    return [button.label for button in fit(say, TERMINAL)[0].buttons]


def _shown(say: Say) -> str:
    buttons = " ".join(f"[{label}]" for label in _named(say))
    # No line of a transcript ends in white space, so that editors leave it alone.
    whole = fit(say, TERMINAL)[0].text
    text = "\n".join(line.rstrip() for line in whole.strip().splitlines())
    return f"{text}\n{buttons}" if buttons else text

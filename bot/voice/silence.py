"""Why there is no voice: a closed list, fit for a log."""

from __future__ import annotations

from enum import StrEnum


class Reason(StrEnum):
    """Why one message is not spoken, or not by one engine."""

    LANGUAGE = "the engine does not speak this language"
    NOTHING = "there is nothing to say"
    PERSONAL = "the text holds a resident's own values"
    NOT_RECORDED = "there is no approved recording of this text"
    NOT_RENDERED = "the clip was not rendered ahead"
    SWITCHED_OFF = "WEGWIJS_VOICE_GTTS is not set"
    BLOCKED = "the service was busy or failed: no request for an hour"
    SERVICE = "the service gave no usable sound"
    NO_VOWELS = "there is no vowelled text"
    STALE_VOWELS = "the vowelled text belongs to another wording"
    UNREAD_VOWELS = "nobody read the vowelled text a second time"
    NO_VALUE = "a placeholder of the vowelled text has no value"
    NO_WORKER = "espeak-ng is not installed"
    WORKER_FAILED = "espeak-ng stopped or was too slow"
    BAD_SOUND = "the sound cannot be used"
    DISK = "the clip cannot be written"


class NoVoice(Exception):  # noqa: N818  not an error: the text was sent all the same
    """A message is not spoken, for this reason."""

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason.value)
        self.reason = reason

from __future__ import annotations

import json

from bot.messages import Alternative, Interpretation
from bot.understanding.lines import to_line


def test_to_line_has_the_agreed_keys_in_order() -> None:
    interpretation = Interpretation(
        "nl", None, 0.4, (Alternative("ww-aanvragen", 0.4), Alternative("stop", 0.1))
    )

    assert json.dumps(to_line("ww?", interpretation)) == (
        '{"text": "ww?", "language": "nl", "intent": null, "confidence": 0.4, "alternatives": '
        '[{"intent": "ww-aanvragen", "confidence": 0.4}, {"intent": "stop", "confidence": 0.1}]}'
    )

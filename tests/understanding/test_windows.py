from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from bot.understanding.normalise import LONGEST
from bot.understanding.windows import FARTHEST, STEP, WIDTH, windows


def numbered(count: int) -> list[str]:
    return [str(number) for number in range(count)]


def test_a_short_text_has_no_windows() -> None:
    assert list(windows(" ".join(numbered(WIDTH)))) == []


def test_windows_of_a_long_text_overlap_and_reach_its_end() -> None:
    found = [window.split() for window in windows(" ".join(numbered(25)))]

    assert found == [numbered(25)[start : start + WIDTH] for start in (0, STEP, 2 * STEP, 3 * STEP)]


@given(st.integers(WIDTH + 1, 200), st.data())
def test_a_clause_of_half_a_window_stands_whole_in_one(count: int, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, count - STEP))
    clause = numbered(count)[start : start + STEP]

    assert any(
        window.split()[at : at + STEP] == clause
        for window in windows(" ".join(numbered(count)))
        for at in range(WIDTH)
    )


def test_windows_are_bounded_however_long_a_word_or_a_text_is() -> None:
    assert {len(window) for window in windows("x" * 300 + " " + "y " * WIDTH)} <= set(range(LONGEST + 1))
    assert sum(map(len, windows("ab " * 100_000))) <= 2 * FARTHEST

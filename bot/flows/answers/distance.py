"""How many slips of the finger lie between two words."""

from __future__ import annotations


def distance(left: str, right: str, *, limit: int) -> int | None:
    """Return the least number of letters added, lost, changed or swapped; None above ``limit``."""
    if abs(len(left) - len(right)) > limit:
        return None
    before: list[int] = []
    row = list(range(len(right) + 1))
    for i, a in enumerate(left, 1):
        after = [i]
        for j, b in enumerate(right, 1):
            best = min(row[j] + 1, after[j - 1] + 1, row[j - 1] + (a != b))
            if i > 1 and j > 1 and a == right[j - 2] and left[i - 2] == b:
                best = min(best, before[j - 2] + 1)
            after.append(best)
        if min(after) > limit:
            return None
        before, row = row, after
    return row[-1] if row[-1] <= limit else None

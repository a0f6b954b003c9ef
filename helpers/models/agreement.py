"""Agreement between two people who sort the same things."""

from collections import Counter

from helpers.models._arguments import BadInput


def cohen_kappa(first, second):
    """Cohen's kappa: the agreement of two coders beyond what chance would give.

    first, second: the category that each coder gave to each item, in the same order
    (text or whole numbers; a word counts as one category a letter).
    Returns a number up to 1: 1 is full agreement, 0 what chance would give.
    Raises ValueError for lists that are empty, of different lengths, with a missing category,
    or of one category only, since chance alone then gives full agreement.
    Source: J. Cohen, "A Coefficient of Agreement for Nominal Scales",
    Educational and Psychological Measurement, 1960.

    >>> cohen_kappa(["yes", "yes", "no", "no"], ["yes", "no", "no", "no"])
    0.5
    """
    first, second = list(first), list(second)
    n = len(first)
    if n == 0 or n != len(second):
        raise BadInput(
            f"first has {n} items and second {len(second)}: give one category an item in both."
        )
    if any(category is None or category != category for category in first + second):
        raise BadInput("first or second misses a category: leave that item out of both.")
    observed = sum(a == b for a, b in zip(first, second, strict=True)) / n
    seconds = Counter(second)
    by_chance = sum(count * seconds[category] for category, count in Counter(first).items()) / n**2
    if by_chance == 1:
        raise BadInput(f"first and second hold {first[0]!r} alone: give two categories or more.")
    return (observed - by_chance) / (1 - by_chance)

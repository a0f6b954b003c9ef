"""Threshold cascades: who joins once enough others have joined."""

from bisect import bisect_left

import numpy as np

from helpers.models._arguments import (
    finite_array,
    non_negative,
    plain,
    positive,
    share,
    single,
    whole,
)


def normal_thresholds(people, mean, sd):
    """Return evenly spaced quantiles of a normal distribution as the thresholds of a crowd.

    people: number of people; mean, sd: of the thresholds, as fractions
    Returns an array of length people, rising, cut off at 0 and 1.
    Raises ValueError for a mean outside 0-1 or a spread that is not above 0.

    >>> normal_thresholds(4, 0.5, 0.2).round(2).tolist()
    [0.27, 0.44, 0.56, 0.73]
    """
    from scipy.special import ndtri

    people = whole("people", people, 1, 1_000_000)
    mean = share("mean", single("mean", mean))
    sd = positive("sd", single("sd", sd))
    return np.clip(mean + sd * ndtri((np.arange(people) + 0.5) / people), 0, 1)


def threshold_cascade(thresholds, initial=0):
    """Return how many people are in when nobody else joins.

    A person joins when the share already in is at or above their threshold.
    thresholds: one fraction 0-1 a person
    initial: people who are in whatever the others do, drawn evenly from all thresholds
    Returns a whole number of people, the initial ones included.
    Raises ValueError for thresholds outside 0-1 or more initial people than there are.
    Source: Granovetter, "Threshold Models of Collective Behavior", American Journal of
    Sociology, 1978.

    >>> threshold_cascade([0, 0.25, 0.5, 0.75]), threshold_cascade([0, 0.5, 0.5, 0.75])
    (4, 1)
    """
    ordered = np.sort(_thresholds(thresholds))
    people = ordered.size
    initial = whole("initial", initial, 0, people)
    inside = initial
    while True:
        willing = np.searchsorted(ordered, inside / people, side="right")
        joined = initial + willing * (people - initial) / people
        if joined == inside:
            return round(inside)
        inside = joined


def smallest_initial(thresholds, target):
    """Return the smallest initial group that brings in at least a target number of people.

    thresholds: one fraction 0-1 a person; target: people
    Returns a whole number of people, 0 if the crowd gets there by itself.
    Raises ValueError for thresholds outside 0-1 or a target above the number of people.
    Source: that of threshold_cascade.

    >>> smallest_initial([0.25, 0.25, 0.5, 0.75], target=4)
    1
    """
    thresholds = _thresholds(thresholds)
    groups = range(thresholds.size + 1)
    target = whole("target", target, 0, thresholds.size)
    return bisect_left(groups, target, key=lambda group: threshold_cascade(thresholds, group))


def cascade_gap(thresholds, inside):
    """Return the share of people willing to be in minus the share already in: F(x) - x.

    A cascade runs on while the gap is above 0 and stops where it first reaches 0.
    thresholds: one fraction 0-1 a person; inside: share already in, a number or an array
    Returns fractions of the shape of inside. Raises ValueError outside 0-1.
    Source: that of threshold_cascade.

    >>> cascade_gap([0, 0.5, 0.5, 0.75], [0, 0.25, 0.5]).tolist()
    [0.25, 0.0, 0.25]
    """
    ordered = np.sort(_thresholds(thresholds))
    inside = share("inside", inside)
    return plain(np.searchsorted(ordered, inside, side="right") / ordered.size - inside)


def risk_dominance(cost, benefit):
    """Return the chance of success above which joining pays: cost / (cost + benefit).

    cost: loss of one who joins in vain; benefit: gain of one who joins a success, same unit
    Returns a probability 0-1; below one half, joining is the risk-dominant choice.
    Raises ValueError for a negative cost or a benefit that is not above 0.
    Source: Harsanyi and Selten, "A General Theory of Equilibrium Selection in Games", 1988.

    >>> risk_dominance(1, 3)
    0.25
    """
    cost = non_negative("cost", cost)
    return cost / (cost + positive("benefit", benefit))


def _thresholds(values):
    return share("thresholds", finite_array("thresholds", values))

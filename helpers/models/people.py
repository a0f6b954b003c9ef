"""People who stay and leave: survival, rates, shares, and their intervals."""

import math
import warnings
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.models import _arguments as check
from helpers.models.growth import Interval

_MOST = 10**9


class Exposure(NamedTuple):
    """Exits in a window of time and the person-years in which they could have happened."""

    events: int
    person_years: float


def kaplan_meier(years, left):
    """Return the Kaplan-Meier estimate of the share of people still there.

    years: length of each stay so far, above 0; left: True (or 1) if it ended, False (or 0)
        if it had not ended when it was last seen (censored)
    Returns a frame, one row a distinct length of stay, a row at 0 first: years, at_risk and
    left (people), survival, and the pointwise 95 % log-log interval low, high (fractions;
    not a number where survival is 0).
    Raises ValueError for years not above 0, for left other than 0 and 1, and for two lengths.
    Source: Kaplan and Meier, "Nonparametric Estimation from Incomplete Observations",
    Journal of the American Statistical Association, 1958.

    >>> kaplan_meier([1, 2, 2, 3], [True, True, False, False]).round(2)
       years  at_risk  left  survival   low  high
    0    0.0        4     0      1.00  1.00  1.00
    1    1.0        4     1      0.75  0.13  0.96
    2    2.0        3     1      0.50  0.06  0.84
    3    3.0        1     0      0.50  0.06  0.84
    """
    from scipy.stats import CensoredData, ecdf

    years, left = _stays(years, left)
    estimate = ecdf(CensoredData.right_censored(years, ~left)).sf
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", RuntimeWarning)  # undefined where survival is 0 or 1
        interval = estimate.confidence_interval(method="log-log")
    certain = estimate.probabilities == 1
    times = np.append(0.0, estimate.quantiles)
    return pd.DataFrame(
        {
            "years": times,
            "at_risk": [int((years >= time).sum()) for time in times],
            "left": [int(left[years == time].sum()) for time in times],
            "survival": np.append(1.0, estimate.probabilities),
            "low": np.append(1.0, np.where(certain, 1, interval.low.probabilities)),
            "high": np.append(1.0, np.where(certain, 1, interval.high.probabilities)),
        }
    )


def median_survival(years, left):
    """Return the length of stay at which the Kaplan-Meier estimate falls to one half.

    years, left: as in kaplan_meier, which also states the errors and the source
    Returns years; infinity where more than one half are still there at the end.

    >>> median_survival([1, 2, 2, 3], [True, True, False, False])
    2.0
    """
    curve = kaplan_meier(years, left)
    reached = curve.loc[curve["survival"] <= 0.5 + 1e-12, "years"]
    return float(reached.iloc[0]) if len(reached) else math.inf


def exposure(years, left, start, end):
    """Return the exits and the person-years that fall into a window of time.

    years, left: as in kaplan_meier, of people who all began on the same day
    start, end: of the window, in years since that day; an exit at the end belongs to it
    Returns Exposure(events, person_years).
    Raises ValueError as kaplan_meier does, and unless end is later than start.

    >>> exposure([1, 2, 4], [True, True, False], start=1, end=3)
    Exposure(events=1, person_years=3.0)
    """
    years, left = _stays(years, left)
    start = check.non_negative("start", check.single("start", start))
    end = check.single("end", end)
    if end <= start:
        raise check.BadInput(f"end is {end:g}: give a number above start, {start:g}.")
    events = int((left & (start < years) & (years <= end)).sum())
    return Exposure(events, float((np.clip(years, start, end) - start).sum()))


def exit_rate(events, person_years):
    """Return exits per person-year.

    events: number of exits; person_years: above 0
    Returns a rate a year. Raises ValueError for impossible counts or years.

    >>> exit_rate(3, 12)
    0.25
    """
    return check.whole("events", events, 0, _MOST) / _person_years(person_years)


def exit_rate_interval(events, person_years, level=0.95):
    """Return the exact confidence interval of a rate of rare events (Poisson).

    events: number of exits; person_years: above 0; level: confidence level
    Returns Interval(low, high) of rates a year; low is 0 without events.
    Raises ValueError for impossible counts, years or levels.
    Source: Garwood, "Fiducial Limits for the Poisson Distribution", Biometrika, 1936.

    >>> [round(end, 2) for end in exit_rate_interval(3, 12)]
    [0.05, 0.73]
    """
    from scipy.special import gammaincinv

    events = check.whole("events", events, 0, _MOST)
    person_years = _person_years(person_years)
    tail = (1 - check.level("level", level)) / 2
    low = float(gammaincinv(events, tail)) / person_years if events else 0.0
    return Interval(low, float(gammaincinv(events + 1, 1 - tail)) / person_years)


def wilson_interval(k, n, level=0.95):
    """Return the Wilson confidence interval of a share counted as k of n.

    k: people counted; n: people asked or at risk; level: confidence level
    Returns Interval(low, high) of fractions 0-1.
    Raises ValueError unless k lies from 0 to n and n is 1 or more.
    Source: Wilson, "Probable Inference, the Law of Succession, and Statistical Inference",
    Journal of the American Statistical Association, 1927.

    >>> [round(end, 3) for end in wilson_interval(5, 10)]
    [0.237, 0.763]
    """
    n = check.whole("n", n, 1, _MOST)
    k = check.whole("k", k, 0, n)
    z = NormalDist().inv_cdf((1 + check.level("level", level)) / 2)
    observed = k / n
    centre = observed + z**2 / (2 * n)
    half_width = z * math.sqrt(observed * (1 - observed) / n + (z / (2 * n)) ** 2)
    ends = np.clip([centre - half_width, centre + half_width], 0, 1 + z**2 / n) / (1 + z**2 / n)
    return Interval(*ends.tolist())


def binomial_tail(k, n, probability):
    """Return the chance of k or more of n if each happens independently.

    k, n: numbers of people; probability: of one person, 0-1
    Returns a probability 0-1. Raises ValueError unless k lies from 0 to n.

    >>> binomial_tail(2, 2, 0.5)
    0.25
    """
    from scipy.stats import binom

    n = check.whole("n", n, 1, _MOST)
    k = check.whole("k", k, 0, n)
    probability = check.probability("probability", check.single("probability", probability))
    return float(binom.sf(k - 1, n, probability))


def newcomer_share(before, after, attrition=0):
    """Return the share of today's staff that has joined since an earlier count.

    before, after: people at the earlier and the later date
    attrition: fraction 0-1 of the earlier people who have left by the later date
    Returns a fraction 0-1; without attrition, the smallest possible one.
    Raises ValueError if more of the earlier people would still be there than there are staff.

    >>> newcomer_share(60, 100), newcomer_share(60, 100, attrition=0.5)
    (0.4, 0.7)
    """
    before = check.positive("before", check.single("before", before))
    after = check.positive("after", check.single("after", after))
    attrition = check.share("attrition", check.single("attrition", attrition))
    remaining = before * (1 - attrition)
    if remaining > after:
        raise check.BadInput(
            f"attrition is {attrition:g}: {remaining:g} people would remain of {before:g}, more "
            f"than the {after:g} counted after; give at least {1 - after / before:.3g}."
        )
    return 1 - remaining / after


def _stays(years, left):
    years = check.positive("years", check.finite_array("years", years))
    left = check.finite_array("left", left)
    check.same_length(years=years, left=left)
    odd = left[(left != 0) & (left != 1)]
    if odd.size:
        raise check.BadInput(f"left holds {odd[0]:g}: give True or False, or 1 or 0, a person.")
    return years, left.astype(bool)


def _person_years(value):
    return check.positive("person_years", check.single("person_years", value))

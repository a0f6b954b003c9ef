"""Growth of a number of users: rates, doubling times, exponential, logistic and Bass curves."""

from typing import NamedTuple

import numpy as np

from helpers.models._arguments import (
    BadInput,
    above,
    finite_array,
    non_negative,
    number,
    plain,
    positive,
    same_length,
    single,
)

DAYS_PER_MONTH = 30.4375


class Interval(NamedTuple):
    """The two ends of an interval, in the unit of what it bounds."""

    low: float
    high: float


class ExponentialFit(NamedTuple):
    """level: height of the curve at t = 0, unit of y; rate: growth per unit of t."""

    level: float
    rate: float


class LogisticFit(NamedTuple):
    """rate: early growth per unit of t; midpoint: the t at which half the ceiling is reached."""

    rate: float
    midpoint: float


def days_between(earlier, later):
    """Days from one dated row to another, where both dates are days.

    earlier, later: rows of a table, with date and precision. Returns whole days.
    Raises ValueError where a date stands for a month, a quarter, a year or an interval, and
    where later comes before earlier.

    >>> import pandas as pd
    >>> rows = pd.DataFrame({"date": pd.to_datetime(["2024-01-01", "2024-01-31"]),
    ...                      "precision": ["day", "day"]})
    >>> days_between(rows.iloc[0], rows.iloc[1])
    30
    """
    for name, row in (("earlier", earlier), ("later", later)):
        if row.precision != "day":
            raise BadInput(f"{name} is dated by {row.precision} ({row.date:%Y-%m-%d} is its last "
                             "day): count days only between rows whose precision is day.")
    days = (later.date - earlier.date).days
    if days < 0:
        raise BadInput(f"later is {later.date:%Y-%m-%d}, before earlier "
                         f"({earlier.date:%Y-%m-%d}): swap the two rows.")
    return days


def doubling_time(n0, n1, days):
    """Days in which a number doubles when it goes from n0 to n1 by equal percentages.

    n0, n1: levels above 0, same unit (numbers or arrays); days: days between them, above 0.
    Returns days; negative (a halving time) where n1 < n0.
    Raises ValueError where n0 = n1, since nothing doubles.

    >>> doubling_time(50, 200, days=60)
    30.0
    """
    growth = np.log2(positive("n1", n1) / positive("n0", n0))
    if np.any(growth == 0):
        raise BadInput(f"n1 is {n1}, the same as n0: give two different levels.")
    return plain(positive("days", days) / growth)


def compound_monthly_growth(n0, n1, days):
    """Growth a month, compounded, that leads from n0 to n1; a month is 30.4375 days.

    n0, n1: levels above 0, same unit (numbers or arrays); days: days between them, above 0.
    Returns a fraction a month.

    >>> round(compound_monthly_growth(100, 121, days=2 * 30.4375), 6)
    0.1
    """
    months = positive("days", days) / DAYS_PER_MONTH
    return (positive("n1", n1) / positive("n0", n0)) ** (1 / months) - 1


def percent_change_interval(old, new, half_width):
    """The changes from old to new that rounding allows when each may be off by half_width.

    old, new: rounded levels, same unit; half_width: largest rounding error, same unit,
    0 or more, below old and at most new.
    Returns (low, high) as fractions of old: -0.1 is a fall of 10 %.

    >>> low, high = percent_change_interval(old=10, new=9, half_width=0.5)
    >>> round(low, 3), round(high, 3)
    (-0.19, 0.0)
    """
    old, new = positive("old", old), positive("new", new)
    half_width = non_negative("half_width", half_width)
    if np.any(half_width >= old) or np.any(half_width > new):
        raise BadInput(
            f"half_width is {half_width}: give a number below old ({old}) and at most new ({new})."
        )
    return Interval(
        low=(new - half_width) / (old + half_width) - 1,
        high=(new + half_width) / (old - half_width) - 1,
    )


def exponential_fit(t, y):
    """Fit y = level * exp(rate * t) by least squares on the logarithm of y.

    t: times, two or more different ones, any unit; y: levels above 0, as many.
    Returns (level, rate): level in the unit of y, rate per unit of t.

    >>> level, rate = exponential_fit([0, 1, 2], [100, 200, 400])
    >>> round(level, 6), round(rate, 4)
    (100.0, 0.6931)
    """
    t, y = _points(t, y)
    rate, log_level = np.polyfit(t, np.log(y), deg=1)
    return ExponentialFit(level=float(np.exp(log_level)), rate=float(rate))


def logistic_fit(t, y, ceiling):
    """Fit a logistic curve with a chosen ceiling by least squares on log(y / (ceiling - y)).

    t: times, two or more different ones, any unit; y: levels above 0, as many;
    ceiling: the level never passed, unit of y, above every y.
    Returns (rate, midpoint): rate per unit of t, midpoint in the unit of t.
    Raises ValueError also where y is flat, since a flat curve has no midpoint.

    >>> rate, midpoint = logistic_fit([0, 1, 2], [10, 50, 90], ceiling=100)
    >>> round(rate, 4), round(midpoint, 6)
    (2.1972, 1.0)
    """
    t, y = _points(t, y)
    ceiling = above("ceiling", single("ceiling", ceiling), y.max())
    rate, intercept = np.polyfit(t, np.log(y / (ceiling - y)), deg=1)
    if abs(rate) * np.ptp(t) < 1e-12:
        raise BadInput("y shows no trend: give levels that rise or fall.")
    return LogisticFit(rate=float(rate), midpoint=float(-intercept / rate))


def logistic(t, ceiling, rate, midpoint):
    """Height of the logistic curve ceiling / (1 + exp(-rate * (t - midpoint))).

    t: times (number or array); ceiling: above 0; rate: per unit of t; midpoint: unit of t.
    Returns levels in the unit of the ceiling.
    Source: P.-F. Verhulst, "Notice sur la loi que la population suit dans son
    accroissement", 1838.

    >>> logistic(5, ceiling=100, rate=0.3, midpoint=5)
    50.0
    """
    steps = number("rate", rate) * (number("t", t) - number("midpoint", midpoint))
    # logaddexp(0, -x) is log(1 + exp(-x)) without overflow
    return plain(positive("ceiling", ceiling) * np.exp(-np.logaddexp(0, -steps)))


def bass_share(t, p, q):
    """Share of the final adopters who have adopted by time t in the Bass diffusion model.

    t: time since launch, 0 or more (number or array); p: innovation, above 0; q: imitation,
    0 or more; both per unit of t.
    Returns fractions from 0 to 1.
    Source: F. M. Bass, "A New Product Growth for Model Consumer Durables",
    Management Science, 1969.

    >>> round(bass_share(bass_peak_time(0.02, 0.4), 0.02, 0.4), 3)
    0.475
    """
    p, q = positive("p", p), non_negative("q", q)
    not_yet = np.exp(-(p + q) * non_negative("t", t))
    return plain((1 - not_yet) / (1 + q / p * not_yet))


def bass_peak_time(p, q):
    """Time of the most adoptions per unit of time in the Bass diffusion model.

    p: innovation, q: imitation; both above 0, per unit of time.
    Returns units of time since launch; 0 where q is at most p, as adoptions then only fall.
    Source: F. M. Bass, "A New Product Growth for Model Consumer Durables",
    Management Science, 1969.

    >>> round(bass_peak_time(0.02, 0.4), 2)
    7.13
    """
    p, q = positive("p", p), positive("q", q)
    return plain(np.maximum(np.log(q / p), 0) / (p + q))


def _points(t, y):
    t, y = finite_array("t", t), positive("y", finite_array("y", y))
    same_length(t=t, y=y)
    if np.ptp(t) == 0:
        raise BadInput(f"t holds {t[0]:g} alone: give two or more different times.")
    return t, y

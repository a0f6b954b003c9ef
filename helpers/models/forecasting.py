"""Forecasts: how far off they were, and how sure one may be beforehand."""

import numpy as np

from helpers.models import _arguments as check
from helpers.models.growth import Interval, exponential_fit


def mape(forecast, actual):
    """Mean absolute percentage error: how far off forecasts were, whatever the direction.

    forecast: numbers; actual: outcomes above 0, same unit, as many.
    Returns a fraction: 0.1 means 10 % off on average.

    >>> round(mape(forecast=[90, 110], actual=[100, 100]), 6)
    0.1
    """
    return float(np.mean(np.abs(_relative_errors(forecast, actual))))


def bias(forecast, actual):
    """Mean relative error of forecasts, sign kept, so that too high and too low cancel.

    forecast: numbers; actual: outcomes above 0, same unit, as many.
    Returns a fraction: -0.1 means 10 % too low on average.

    >>> round(bias(forecast=[80, 100], actual=[100, 100]), 6)
    -0.1
    """
    return float(np.mean(_relative_errors(forecast, actual)))


def log_linear_interval(t, y, at, level=0.95):
    """Interval for one new observation under exponential growth with lognormal noise.

    t: times, any unit, with two or more different ones among three or more; y: levels above 0,
    as many; at: time or times of the new observation; level: confidence between 0 and 1.
    Returns (low, high) in the unit of y: least squares on log y, Student's t with
    len(t) - 2 degrees of freedom.

    >>> low, high = log_linear_interval([0, 1, 2, 3], [100, 210, 390, 800], at=4)
    >>> round(low), round(high)
    (1236, 2020)
    """
    from scipy.special import stdtrit

    t, y = check.finite_array("t", t), check.positive("y", check.finite_array("y", y))
    fit = exponential_fit(t, y)
    freedom = t.size - 2
    if freedom < 1:
        raise check.BadInput(f"t has {t.size} values: give three or more, or no spread is left.")
    residuals = np.log(y / fit.level) - fit.rate * t
    spread = np.sqrt(np.sum(residuals**2) / freedom)
    distance = check.number("at", at) - t.mean()
    leverage = 1 / t.size + distance**2 / np.sum((t - t.mean()) ** 2)
    quantile = stdtrit(freedom, (1 + check.level("level", level)) / 2)
    centre = np.log(fit.level) + fit.rate * (t.mean() + distance)
    half_width = quantile * spread * np.sqrt(1 + leverage)
    low, high = np.exp(centre - half_width), np.exp(centre + half_width)
    return Interval(check.plain(low), check.plain(high))


def brier_score(probability, outcome):
    """Mean squared distance between stated probabilities and what happened.

    probability: fractions from 0 to 1; outcome: as many, 1 or True where it happened, else 0.
    Returns a number from 0 (sure and right) to 1 (sure and wrong); 0.25 for always one half.
    Source: G. W. Brier, "Verification of Forecasts Expressed in Terms of Probability",
    Monthly Weather Review, 1950, who sums over both outcomes and so gets twice this number.

    >>> round(brier_score([0.9, 0.2], [True, False]), 3)
    0.025
    """
    probability = check.finite_array("probability", check.probability("probability", probability))
    outcome = check.finite_array("outcome", outcome)
    check.same_length(probability=probability, outcome=outcome)
    if not np.isin(outcome, (0, 1)).all():
        wrong = outcome[~np.isin(outcome, (0, 1))][0]
        raise check.BadInput(f"outcome holds {wrong:g}: give 1 where it happened and 0 where not.")
    return float(np.mean((probability - outcome) ** 2))


def _relative_errors(forecast, actual):
    forecast = check.finite_array("forecast", forecast)
    actual = check.positive("actual", check.finite_array("actual", actual))
    check.same_length(forecast=forecast, actual=actual)
    return forecast / actual - 1

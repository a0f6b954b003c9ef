"""Event studies: is the return of a day unusual?"""

import math
from collections.abc import Sized
from statistics import NormalDist

import numpy as np
import pandas as pd

from helpers.models import _arguments as check

_normal_quantile = NormalDist().inv_cdf


def abnormal_returns(returns, mean, sd, market=None, beta=None):
    """Return what is unusual in the returns of an event window, and its t-values.

    returns: log returns, one a trading day; a Series keeps its index
    mean, sd: expected return and standard deviation of an ordinary day; with a market, the
        intercept and the residual standard deviation of the regression on it
    market, beta: log returns of the market or of peers on the same days, and the slope
    Returns a frame, one row a day: return, abnormal (both fractions) and t.
    Raises ValueError for an empty window, and for market without beta or beta without market.
    Source: MacKinlay, "Event Studies in Economics and Finance", Journal of Economic
    Literature, 1997; Brown and Warner, "Using Daily Stock Returns: The Case of Event
    Studies", Journal of Financial Economics, 1985.

    >>> abnormal_returns([0.03, -0.01], mean=0.01, sd=0.02)
       return  abnormal    t
    0    0.03      0.02  1.0
    1   -0.01     -0.02 -1.0
    """
    index = returns.index if isinstance(returns, pd.Series) else None
    returns = _window("returns", returns)
    expected = check.number("mean", check.single("mean", mean))
    if (market is None) != (beta is None):
        missing, given = ("market", "beta") if market is None else ("beta", "market")
        raise check.BadInput(f"{missing} is None: give it together with {given}, or neither.")
    if market is not None:
        market = _window("market", market)
        check.same_length(returns=returns, market=market)
        expected = expected + check.number("beta", check.single("beta", beta)) * market
    abnormal = returns - expected
    t = abnormal / check.positive("sd", check.single("sd", sd))
    return pd.DataFrame({"return": returns, "abnormal": abnormal, "t": t}, index=index)


def cumulative_t(ar, sd):
    """Return the t-value of the sum of the abnormal returns of a window.

    ar: abnormal returns, one a trading day; sd: standard deviation of one ordinary day
    Returns a number. Raises ValueError for an empty window or a sd that is not above 0.
    Source: that of abnormal_returns.

    >>> cumulative_t([0.02, 0.02, -0.01, 0.01], sd=0.02)
    1.0
    """
    ar = _window("ar", ar)
    return float(ar.sum() / (check.positive("sd", check.single("sd", sd)) * math.sqrt(ar.size)))


def detection_power(effect, sd, level=0.05):
    """Return the chance that a two-sided test of one day finds an effect of a given size.

    effect: abnormal return, a fraction, number or array; sd: of one ordinary day
    level: significance level of the test
    Returns a probability 0-1, of the shape of effect.
    Raises ValueError for a negative effect, a sd that is not above 0, a level outside 0-1.
    Source: that of abnormal_returns.

    >>> round(detection_power(0.0392, sd=0.02), 3)
    0.5
    """
    from scipy.special import ndtr

    critical = _critical(level)
    distance = check.non_negative("effect", effect) / check.positive("sd", check.single("sd", sd))
    return check.plain(ndtr(distance - critical) + ndtr(-distance - critical))


def minimum_detectable_effect(sd, level=0.05, power=0.8):
    """Return the smallest effect on one day that a two-sided test finds with a given power.

    sd: standard deviation of one ordinary day, a fraction
    level: significance level of the test; power: chance of finding the effect
    Returns an abnormal return, a fraction (the far tail of the test is left out).
    Raises ValueError for a sd that is not above 0 and for a power not between level and 1.
    Source: that of abnormal_returns.

    >>> round(minimum_detectable_effect(0.02), 3)
    0.056
    """
    critical = _critical(level)
    power = check.above("power", check.level("power", power), level)
    return check.positive("sd", check.single("sd", sd)) * (critical + _normal_quantile(power))


def synthetic_returns(days, mean, sd, seed):
    """Return an invented series of daily returns with exactly the mean and sd asked for.

    days: number of trading days, 2 or more; mean, sd: of the sample (divisor days - 1)
    seed: whole number that fixes the draw
    Returns a Series of normal draws, shifted and scaled, named synthetic_return, days from 1.
    Raises ValueError for fewer than 2 days or a sd that is not above 0.

    >>> returns = synthetic_returns(250, mean=0.001, sd=0.015, seed=1)
    >>> returns.name, round(float(returns.mean()), 6), round(float(returns.std()), 6)
    ('synthetic_return', 0.001, 0.015)
    """
    days = check.whole("days", days, 2, 1_000_000)
    mean = check.number("mean", check.single("mean", mean))
    sd = check.positive("sd", check.single("sd", sd))
    draws = np.random.default_rng(check.whole("seed", seed, 0, 2**32 - 1)).standard_normal(days)
    standard = (draws - draws.mean()) / draws.std(ddof=1)
    index = pd.RangeIndex(1, days + 1, name="day")
    return pd.Series(mean + sd * standard, index=index, name="synthetic_return")


def _window(name, returns):
    if isinstance(returns, Sized) and len(returns) == 0:
        raise check.BadInput(f"{name} is empty: give at least one trading day.")
    return check.finite_array(name, returns)


def _critical(level):
    return _normal_quantile(1 - check.level("level", level) / 2)

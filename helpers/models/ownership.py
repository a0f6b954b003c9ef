"""Who is paid: dilution, payout waterfall, value of an option, tail above a cap."""

import math
from statistics import NormalDist
from typing import NamedTuple

import numpy as np
import pandas as pd

from helpers.models._arguments import BadInput, non_negative, number, positive, share, single

_normal_cdf = NormalDist().cdf


class Terms(NamedTuple):
    """Terms of a two-stage profit share; amounts in one unit of money, such as bn USD.

    recoup: what Microsoft receives before the first stage ends (reading A only)
    first_share: Microsoft's fraction of profit in the first stage; the others get the rest
    microsoft_share, others_share: fractions in the second stage; the non-profit gets the rest
    first_limit, second_limit: under reading A, the most that Microsoft and the others can
        receive; under reading B, the profits of the company at which the stages end
    reading: "A" or "B"
    """

    recoup: float
    first_share: float
    microsoft_share: float
    others_share: float
    first_limit: float
    second_limit: float
    reading: str


class Payouts(NamedTuple):
    """What each party receives, as numbers or as arrays of one shape."""

    microsoft: float
    others: float
    nonprofit: float


def dilution(raised, *, pre=None, post=None):
    """Return the share of a company that new money buys.

    raised: new money; pre: value before the round, or post: value after it, in the same unit
    Returns a fraction 0-1, or an array of them.
    Raises ValueError unless exactly one value is given, and if raised exceeds post.

    >>> dilution(10, pre=90), dilution(10, post=90)
    (0.1, 0.1111111111111111)
    """
    raised = non_negative("raised", raised)
    if (pre is None) == (post is None):
        raise BadInput(f"pre is {pre} and post is {post}: give exactly one of the two values.")
    post = positive("pre", pre) + raised if post is None else positive("post", post)
    if np.any(raised > post):
        raise BadInput(f"post is {post}: give a value of at least the money raised, {raised}.")
    return raised / post


def tranches(terms):
    """Return the tranches of profit of a payout waterfall and who is paid in each.

    terms: a Terms
    Returns a frame, one row a tranche, lowest first: from_profit (cumulative profit at which
    the tranche begins, in the unit of the terms) and the fractions of it that go to
    microsoft, others and nonprofit, which add to one.
    Raises ValueError for terms that contradict each other.

    >>> tranches(Terms(30, 0.75, 0.5, 0.25, 50, 60, "A"))
       from_profit  microsoft  others  nonprofit
    0          0.0       0.75    0.25       0.00
    1         40.0       0.50    0.25       0.25
    2         80.0       0.00    0.25       0.75
    3        240.0       0.00    0.00       1.00
    """
    if not isinstance(terms, Terms):
        raise BadInput(f"terms is {terms!r}: give a Terms.")
    recoup, first_share, microsoft, others, first_limit, second_limit = (
        positive(name, single(name, value))
        for name, value in zip(Terms._fields[:-1], terms[:-1], strict=True)
    )
    share("first_share", first_share)
    if microsoft + others > 1 + 1e-12:
        raise BadInput(
            f"microsoft_share and others_share add to {microsoft + others:g}: "
            "give fractions that add to at most 1."
        )
    if terms.reading == "A":
        first_end = recoup / first_share
        others_first = (1 - first_share) * first_end
        if first_limit < recoup:
            raise BadInput(
                f"first_limit is {first_limit:g}: Microsoft has already received {recoup:g} "
                "when the first stage ends; give at least that."
            )
        if second_limit < others_first:
            raise BadInput(
                f"second_limit is {second_limit:g}: the others have already received "
                f"{others_first:g} when the first stage ends; give at least that."
            )
        microsoft_end = first_end + (first_limit - recoup) / microsoft
        others_end = first_end + (second_limit - others_first) / others
    elif terms.reading == "B":
        if second_limit < first_limit:
            raise BadInput(
                f"second_limit is {second_limit:g}: give at least first_limit, {first_limit:g}."
            )
        first_end, microsoft_end, others_end = first_limit, second_limit, second_limit
    else:
        raise BadInput(f'reading is {terms.reading!r}: give "A" or "B".')

    rows = [(0.0, first_share, 1 - first_share, 0.0)]
    for start in sorted({first_end, microsoft_end, others_end}):
        to_microsoft = microsoft if start < microsoft_end else 0.0
        to_others = others if start < others_end else 0.0
        to_nonprofit = max(0.0, 1 - to_microsoft - to_others)
        rows.append((start, to_microsoft, to_others, to_nonprofit))
    return pd.DataFrame(rows, columns=["from_profit", *Payouts._fields])


def payout_waterfall(profit, terms):
    """Return what each party has received once the company has made a given profit.

    profit: cumulative profit, a number or an array, in the unit of the terms
    terms: a Terms
    Returns Payouts in the same unit; the three add to the profit.
    Raises ValueError for a negative profit and for terms that contradict each other.

    >>> payout_waterfall(100, Terms(30, 0.75, 0.5, 0.25, 50, 60, "A"))
    Payouts(microsoft=50.0, others=25.0, nonprofit=25.0)
    """
    profit = np.asarray(non_negative("profit", profit))[..., np.newaxis]
    schedule = tranches(terms)
    starts = schedule["from_profit"].to_numpy()
    ends = np.append(starts[1:], np.inf)
    in_tranche = np.minimum(profit, ends) - np.minimum(profit, starts)
    return _payouts(in_tranche @ schedule[list(Payouts._fields)].to_numpy())


def next_dollar(profit, terms):
    """Return how the next dollar is shared once the company has made a given profit.

    profit: cumulative profit, a number or an array, in the unit of the terms
    terms: a Terms
    Returns Payouts of fractions, which add to one.
    Raises ValueError for a negative profit and for terms that contradict each other.

    >>> next_dollar(100, Terms(30, 0.75, 0.5, 0.25, 50, 60, "A"))
    Payouts(microsoft=0.0, others=0.25, nonprofit=0.75)
    """
    profit = non_negative("profit", profit)
    schedule = tranches(terms)
    tranche = np.searchsorted(schedule["from_profit"], profit, side="right") - 1
    return _payouts(schedule[list(Payouts._fields)].to_numpy()[tranche])


def call_value(spot, strike, years, rate, volatility):
    """Return the value of a right to buy at a fixed price until a date (European call).

    spot, strike: value today and price fixed, in one unit of money; years: time left
    rate: riskless interest a year, continuously compounded; volatility: sd a year (fractions)
    Returns the value in the unit of spot.
    Raises ValueError unless spot, strike, years and volatility are above 0.
    Source: Black and Scholes, "The Pricing of Options and Corporate Liabilities",
    Journal of Political Economy, 1973.

    >>> round(call_value(100, 100, 1, 0.05, 0.2), 4)
    10.4506
    """
    spot = positive("spot", single("spot", spot))
    strike = positive("strike", single("strike", strike))
    years = positive("years", single("years", years))
    rate = number("rate", single("rate", rate))
    spread = positive("volatility", single("volatility", volatility)) * math.sqrt(years)
    d2 = (math.log(spot / strike) + rate * years) / spread - spread / 2
    return spot * _normal_cdf(d2 + spread) - strike * math.exp(-rate * years) * _normal_cdf(d2)


def probability_above(cap, median, sigma):
    """Return the chance that a lognormal outcome exceeds a cap.

    cap, median: in one unit, such as multiples of the money put in
    sigma: standard deviation of the logarithm
    Returns a probability 0-1. Raises ValueError unless all three are above 0.

    >>> probability_above(3, 3, 2)
    0.5
    """
    cap = positive("cap", single("cap", cap))
    median = positive("median", single("median", median))
    return _normal_cdf(math.log(median / cap) / positive("sigma", single("sigma", sigma)))


def tail_share_above(cap, median, sigma):
    """Return the share of the expected value of a lognormal outcome that lies above a cap.

    cap, median: in one unit, such as multiples of the money put in
    sigma: standard deviation of the logarithm
    Returns E[max(X - cap, 0)] / E[X], a fraction 0-1. Raises ValueError unless all are above 0.

    >>> round(tail_share_above(100, 3, 1), 4), round(tail_share_above(100, 3, 2), 4)
    (0.0015, 0.418)
    """
    above = probability_above(cap, median, sigma)
    cap_over_mean = math.exp(math.log(cap / median) - sigma * sigma / 2)
    return _normal_cdf(math.log(median / cap) / sigma + sigma) - cap_over_mean * above


def _payouts(columns):
    parties = np.moveaxis(columns, -1, 0)
    return Payouts(*(parties.tolist() if parties.ndim == 1 else parties))

"""Subscriptions: break-even, free users carried by payers, how long payers stay, the best price."""

import numpy as np

from helpers.models._arguments import (
    BadInput,
    finite_array,
    non_negative,
    number,
    plain,
    positive,
    share,
    single,
    whole,
)

MONTHS_PER_YEAR = 12
MAX_MONTHS = 1_200


def breakeven_subscribers(daily_cost, price, fee=0, days_per_year=365):
    """Subscribers whose payments cover a daily cost, rounded up.

    daily_cost: USD a day, 0 or more; price: USD a month, above 0; fee: share of the price kept
    by a shop, from 0 to below 1; days_per_year: above 0, 360 for months of 30 days.
    Returns a whole number of subscribers.

    >>> breakeven_subscribers(daily_cost=1_000, price=10)
    3042
    """
    kept = 1 - share("fee", fee)
    if np.any(kept == 0):
        raise BadInput("fee is 1: give a fraction from 0 to below 1, or nothing is left.")
    monthly_cost = (
        non_negative("daily_cost", daily_cost)
        * positive("days_per_year", days_per_year)
        / MONTHS_PER_YEAR
    )
    exact = monthly_cost / (positive("price", price) * kept)
    subscribers = np.ceil(np.round(exact, 6)).astype(int)  # 3.0000000001 is 3, not 4
    return subscribers if np.ndim(subscribers) else int(subscribers)


def free_users_carried(price, cost_per_query, paid_queries, free_queries):
    """Free users whose cost one payer covers, after their own.

    price: USD a month, above 0; cost_per_query: USD, above 0; paid_queries, free_queries:
    queries a month of a payer (0 or more) and of a free user (above 0).
    Returns free users per payer; 0 where a payer covers at most their own cost.

    >>> free_users_carried(price=10, cost_per_query=0.01, paid_queries=200, free_queries=100)
    8.0
    """
    left, free_cost = _left_and_free_cost(price, cost_per_query, paid_queries, free_queries)
    return plain(np.maximum(left, 0) / free_cost)


def breakeven_conversion(price, cost_per_query, paid_queries, free_queries):
    """Share of users who must pay so that payers cover everybody's queries.

    price: USD a month, above 0; cost_per_query: USD, above 0; paid_queries, free_queries:
    queries a month of a payer (0 or more) and of a free user (above 0).
    Returns a fraction of all users; nan where a payer does not cover their own cost, as no
    share of payers is then enough.

    >>> breakeven_conversion(price=10, cost_per_query=0.01, paid_queries=100, free_queries=100)
    0.1
    """
    left, free_cost = _left_and_free_cost(price, cost_per_query, paid_queries, free_queries)
    return plain(np.where(left < 0, np.nan, free_cost / (free_cost + np.maximum(left, 0))))


def lifetime_value(margin, churn):
    """Expected margin over a customer's life when the same share leaves every month.

    margin: USD a month; churn: share of customers who leave a month, above 0 and at most 1.
    Returns USD: margin times 1 / churn months, the first one counted.

    >>> lifetime_value(margin=15, churn=0.25)
    60.0
    """
    return number("margin", margin) / positive("churn", share("churn", churn))


def geometric_survival(churn, months):
    """Share of customers still paying in each month when the same share leaves every month.

    churn: fraction a month from 0 to 1; months: how many, whole, 1 to 1,200.
    Returns an array of that length; its first element is 1, since month 1 is paid.

    >>> geometric_survival(churn=0.5, months=3)
    array([1.  , 0.5 , 0.25])
    """
    kept = 1 - share("churn", single("churn", churn))
    return kept ** np.arange(whole("months", months, 1, MAX_MONTHS))


def sbg_survival(alpha, beta, months):
    """Share still paying in each month when each customer has a churn of their own (sBG).

    Churn differs between customers as a beta distribution with parameters alpha and beta,
    both above 0, mean alpha / (alpha + beta); months: how many, whole, 1 to 1,200.
    Returns an array of that length; its first element is 1, since month 1 is paid.
    Source: P. S. Fader and B. G. S. Hardie, "How to Project Customer Retention",
    Journal of Interactive Marketing, 2007.

    >>> sbg_survival(alpha=1, beta=1, months=4).round(3)
    array([1.   , 0.5  , 0.333, 0.25 ])
    """
    alpha = positive("alpha", single("alpha", alpha))
    beta = positive("beta", single("beta", beta))
    past = np.arange(whole("months", months, 1, MAX_MONTHS) - 1)
    return np.concatenate(([1], np.cumprod((beta + past) / (alpha + beta + past))))


def expected_paid_months(survival):
    """Months that a customer pays on average within the months of a survival curve.

    survival: share still paying in each month; starts at 1, never rises, stays within 0 to 1.
    Returns months.

    >>> expected_paid_months([1, 0.5, 0.25])
    1.75
    """
    survival = finite_array("survival", share("survival", survival))
    if survival[0] != 1:
        raise BadInput(f"survival starts at {survival[0]:g}: give 1 first, as month 1 is paid.")
    if np.any(np.diff(survival) > 0):
        raise BadInput("survival rises: give shares from 0 to 1 that never rise.")
    return float(survival.sum())


def lerner_elasticity(price, marginal_cost):
    """Elasticity of demand at which this price would be the most profitable one.

    price: above marginal_cost; marginal_cost: 0 or more; same unit.
    Returns the elasticity as a positive number: the % of sales lost per % of price.
    Source: A. P. Lerner, "The Concept of Monopoly and the Measurement of Monopoly Power",
    The Review of Economic Studies, 1934.

    >>> lerner_elasticity(price=10, marginal_cost=5)
    2.0
    """
    price = positive("price", price)
    margin = price - non_negative("marginal_cost", marginal_cost)
    if np.any(margin <= 0):
        raise BadInput(
            f"marginal_cost is {marginal_cost}: give a number from 0 to below price ({price})."
        )
    return price / margin


def best_price_logit(marginal_cost, midpoint, spread):
    """Most profitable price when the share of buyers is 1 / (1 + exp((price - midpoint) / spread)).

    marginal_cost: cost of one more customer, 0 or more; midpoint: price at which half buy;
    spread: above 0, small where all buyers have the same limit; all in one unit.
    Returns a price in that unit: the maximum of (price - marginal_cost) times the share.

    >>> round(best_price_logit(marginal_cost=0, midpoint=20, spread=10), 6)
    20.0
    """
    from scipy.special import wrightomega

    cost, spread = non_negative("marginal_cost", marginal_cost), positive("spread", spread)
    distance = (number("midpoint", midpoint) - cost) / spread
    return plain(cost + spread * (1 + wrightomega(distance - 1)))


def _left_and_free_cost(price, cost_per_query, paid_queries, free_queries):
    cost = positive("cost_per_query", cost_per_query)
    left = positive("price", price) - cost * non_negative("paid_queries", paid_queries)
    return left, cost * positive("free_queries", free_queries)

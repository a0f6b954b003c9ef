import numpy as np
import pytest

from helpers.models.pricing import (
    best_price_logit,
    breakeven_conversion,
    breakeven_subscribers,
    expected_paid_months,
    free_users_carried,
    geometric_survival,
    lerner_elasticity,
    lifetime_value,
    sbg_survival,
)
from tests.expectations import EXPECTED, expected

FREE = 30 * (1e9 / 300e6) / (0.95 + 0.05 * 3)
LIGHT = dict(price=20, paid_queries=3 * FREE, free_queries=FREE)
HEAVY = dict(price=20, paid_queries=21 * 30, free_queries=7 * 30)


def test_breakeven_subscribers():
    assert breakeven_subscribers(700e3, 20) == expected("L04.breakeven_subs_365")
    assert breakeven_subscribers(700e3, 20, fee=0.3) == expected("L04.breakeven_net_appstore30")
    in_months_of_30_days = breakeven_subscribers(700e3, 20, days_per_year=360)
    assert in_months_of_30_days == expected("L04.breakeven_subs_30")


def test_breakeven_subscribers_is_the_smallest_number_that_covers_the_cost():
    n = breakeven_subscribers(12_345, 19, fee=0.15)
    cost, paid = 12_345 * 365 / 12, 19 * 0.85
    assert isinstance(n, int)
    assert (n - 1) * paid < cost <= n * paid


def test_an_exact_number_of_subscribers_is_not_rounded_up():
    assert breakeven_subscribers(0.1 * 3, 0.1, days_per_year=12) == 3


def test_breakeven_subscribers_by_column():
    assert list(breakeven_subscribers([0, 12], 1, days_per_year=1)) == [0, 1]


@pytest.mark.parametrize("cost", [0.0036, 0.01])
def test_free_users_carried(cost):
    assert free_users_carried(cost_per_query=cost, **LIGHT) == expected(f"L04.free_per_paid_{cost}")


@pytest.mark.parametrize("cost", [0.0036, 0.009, 0.01, 0.014])
def test_breakeven_conversion(cost):
    share = breakeven_conversion(cost_per_query=cost, **LIGHT)
    assert share == expected(f"L04.conv_breakeven_{cost}")


@pytest.mark.parametrize("cost", [0.0036, 0.01])
def test_breakeven_conversion_in_heavy_use(cost):
    share = breakeven_conversion(cost_per_query=cost, **HEAVY)
    assert share == expected(f"L04.conv_breakeven_heavy_{cost}")


@pytest.mark.parametrize(
    ("use", "key"), [(LIGHT, "L04.flip_cost_cents"), (HEAVY, "L04.flip_cost_heavy_cents")]
)
def test_cost_at_which_five_percent_paying_breaks_even(use, key):
    cost = EXPECTED[key]["value"] / 100
    assert breakeven_conversion(cost_per_query=cost, **use) == pytest.approx(0.05, abs=1e-6)


def test_revenue_equals_cost_at_the_breakeven_share():
    share = breakeven_conversion(20, 0.012, 270, 90)
    assert share * 20 == pytest.approx(0.012 * (share * 270 + (1 - share) * 90))


def test_a_payer_who_costs_more_than_the_price_carries_nobody():
    at_zero = EXPECTED["L04.cq_zero_margin_cents"]["value"] / 100
    costs = np.array([0.5, 0.999, 1.001, 2]) * at_zero
    carried = free_users_carried(cost_per_query=costs, **LIGHT)
    shares = breakeven_conversion(cost_per_query=costs, **LIGHT)
    assert np.all(carried[:2] > 0) and np.all(carried[2:] == 0)
    assert np.all(shares[:2] < 1) and np.all(np.isnan(shares[2:]))


def test_survival_sums():
    assert expected_paid_months(geometric_survival(0.1, 36)) == expected("L04.geo_sum36")
    assert expected_paid_months(sbg_survival(0.6, 5.4, 36)) == expected("L04.sbg_sum36")


def test_both_survivals_start_at_one_and_lose_the_same_first_month():
    for curve in (geometric_survival(0.1, 36), sbg_survival(0.6, 5.4, 36)):
        assert len(curve) == 36
        assert curve[0] == 1
        assert 1 - curve[1] == expected("L04.sbg_churn_m1")
    assert list(sbg_survival(0.6, 5.4, 1)) == [1]


def test_sbg_is_the_mean_of_geometric_survivals():
    churns = np.random.default_rng(1).beta(0.6, 5.4, 200_000)
    mean = ((1 - churns) ** 12).mean()
    assert sbg_survival(0.6, 5.4, 13)[-1] == pytest.approx(mean, abs=0.003)


def test_lifetime_value_is_what_a_long_survival_pays():
    months = expected_paid_months(geometric_survival(0.1, 1_000))
    assert lifetime_value(17, 0.1) == pytest.approx(17 * months)


def test_lerner_elasticity():
    assert lerner_elasticity(20, 2.73) == expected("L04.lerner_elasticity")


def test_best_price_logit():
    assert best_price_logit(2.73, 24, 8) == expected("L04.logit_opt_price")


@pytest.mark.parametrize(("cost", "midpoint", "spread"), [(0, 10, 1), (5, 2, 3), (2.73, 24, 8)])
def test_best_price_logit_beats_every_other_price(cost, midpoint, spread):
    prices = np.linspace(cost, cost + 60, 60_001)
    profit = (prices - cost) / (1 + np.exp((prices - midpoint) / spread))
    best = prices[profit.argmax()]
    assert best_price_logit(cost, midpoint, spread) == pytest.approx(best, abs=0.002)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: breakeven_subscribers(-1, 20), "daily_cost is -1: give a number of 0 or more."),
        (lambda: breakeven_subscribers(1, 0), "price is 0: give a number above 0."),
        (lambda: breakeven_subscribers(1, 20, fee=30), "fee is 30: give a fraction from 0 to 1"),
        (lambda: breakeven_subscribers(1, 20, fee=1), "fee is 1: give a fraction from 0 to below"),
        (lambda: free_users_carried(20, 0, 1, 1), "cost_per_query is 0: give a number above 0."),
        (lambda: free_users_carried(20, 1, -1, 1), "paid_queries is -1: give a number of 0 or"),
        (lambda: breakeven_conversion(20, 1, 1, 0), "free_queries is 0: give a number above 0."),
        (lambda: breakeven_conversion("20", 1, 1, 1), "price is '20': give a number above 0."),
        (lambda: lifetime_value(10, 0), "churn is 0: give a number above 0."),
        (lambda: lifetime_value(10, 5), "churn is 5: give a fraction from 0 to 1"),
        (lambda: lifetime_value(np.nan, 0.1), "margin holds nan: give a number, none missing"),
        (lambda: geometric_survival(0.1, 0), "months is 0: give a whole number from 1 to 1,200."),
        (lambda: geometric_survival(0.1, 1.5), "months is 1.5: give a whole number from 1 to"),
        (lambda: geometric_survival([0.1, 0.2], 3), "churn is [0.1, 0.2]: give one number, not"),
        (lambda: sbg_survival(0, 1, 3), "alpha is 0: give a number above 0."),
        (lambda: sbg_survival(1, -1, 3), "beta is -1: give a number above 0."),
        (lambda: expected_paid_months([0.9, 0.8]), "survival starts at 0.9: give 1 first, as"),
        (lambda: expected_paid_months([1, 0.8, 0.9]), "survival rises: give shares from 0 to 1"),
        (lambda: expected_paid_months([1, -0.1]), "survival is -0.1: give a fraction from 0 to"),
        (lambda: expected_paid_months(1), "survival has shape (): give a list of numbers."),
        (lambda: lerner_elasticity(5, 5), "marginal_cost is 5: give a number from 0 to below"),
        (lambda: lerner_elasticity(5, -1), "marginal_cost is -1: give a number of 0 or more."),
        (lambda: best_price_logit(1, 10, 0), "spread is 0: give a number above 0."),
    ],
)
def test_impossible_input(call, sentence):
    with pytest.raises(ValueError) as error:
        call()
    assert str(error.value).startswith(sentence)

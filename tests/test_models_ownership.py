import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.optimize import brentq
from scipy.stats import lognorm

from helpers.models.ownership import (
    Terms,
    call_value,
    dilution,
    next_dollar,
    payout_waterfall,
    probability_above,
    tail_share_above,
    tranches,
)
from tests.expectations import EXPECTED, expected

CAPS = Terms(13, 0.75, 0.49, 0.49, 92, 150, "A")
THRESHOLDS = CAPS._replace(reading="B")


@pytest.mark.parametrize("profit", [10, 50, 100, 200, 500, 1000])
def test_payouts_under_caps(profit):
    assert list(payout_waterfall(profit, CAPS)) == expected(f"L06.waterfall_{profit}")


@pytest.mark.parametrize("profit", [100, 1000])
def test_payouts_under_thresholds(profit):
    payouts = list(payout_waterfall(profit, THRESHOLDS))
    assert payouts == expected(f"L06.waterfall_thresholds_{profit}")


def test_shares_of_the_nonprofit():
    a, b = (payout_waterfall(1000, terms).nonprofit / 1000 for terms in (CAPS, THRESHOLDS))
    assert a == expected("L06.np_share_1000")
    assert b == expected("L06.np_share_1000_thresholds")
    half = brentq(lambda p: payout_waterfall(p, CAPS).nonprofit / p - 0.5, 1, 2000)
    assert half == expected("L06.np_breakeven_half")


def test_next_dollar():
    for profit, *shares in EXPECTED["L06.next_dollar"]["value"]:
        tolerance = EXPECTED["L06.next_dollar"]["tol"]
        assert next_dollar(profit, CAPS) == pytest.approx(shares, abs=tolerance)


def test_next_dollar_at_the_start_of_a_tranche_is_that_of_the_tranche():
    for terms in (CAPS, THRESHOLDS):
        schedule = tranches(terms)
        starts = schedule["from_profit"].to_numpy()
        before, after = (payout_waterfall(starts + step, terms) for step in (0, 0.01))
        gained = np.subtract(after, before)
        assert np.array(next_dollar(starts, terms)) * 0.01 == pytest.approx(gained, abs=1e-9)


def test_tranches_begin_where_stages_and_caps_end():
    _, first, microsoft, others = tranches(CAPS)["from_profit"]
    assert first == expected("L06.stage1_profit")
    assert microsoft == expected("L06.ms_cap_at_profit")
    assert others == expected("L06.oth_cap_at_profit")
    assert tranches(THRESHOLDS)["from_profit"].tolist() == [0, 92, 150]


def test_the_cap_of_the_others_may_come_first():
    terms = CAPS._replace(first_limit=92, second_limit=20)
    assert payout_waterfall(1000, terms) == pytest.approx((92, 20, 888))
    assert next_dollar(100, terms) == pytest.approx((0.49, 0, 0.51))


money = st.floats(0.1, 1000)
fraction = st.floats(0.01, 1)


@st.composite
def possible_terms(draw):
    recoup, first = draw(money), draw(fraction)
    microsoft = draw(st.floats(0.01, 0.98))
    others = draw(st.floats(0.01, 0.99)) * (1 - microsoft)
    reading = draw(st.sampled_from("AB"))
    first_limit = recoup + draw(money)
    floor = recoup * (1 - first) / first if reading == "A" else first_limit
    second_limit = floor + draw(money)
    return Terms(recoup, first, microsoft, others, first_limit, second_limit, reading)


@given(possible_terms(), st.lists(st.floats(0, 1e6), min_size=2, max_size=20))
def test_every_dollar_goes_somewhere_and_no_payout_falls(terms, profits):
    profits = np.sort(profits)
    payouts = np.array(payout_waterfall(profits, terms))
    slack = 1e-9 * (1 + profits.max())
    assert payouts.sum(axis=0) == pytest.approx(profits, abs=slack)
    assert (np.diff(payouts) >= -slack).all()
    assert (payouts >= -slack).all()
    if terms.reading == "A":
        assert (payouts[0] <= terms.first_limit + slack).all()
        assert (payouts[1] <= terms.second_limit + slack).all()
    assert np.array(next_dollar(profits, terms)).sum(axis=0) == pytest.approx(1)


@given(possible_terms(), st.floats(0, 1e5))
def test_one_number_gives_what_an_array_gives(terms, profit):
    one = payout_waterfall(profit, terms)
    assert all(type(amount) is float for amount in one)
    many = payout_waterfall(np.array([[profit], [profit]]), terms)
    assert many.others.shape == (2, 1)
    assert [column[0, 0] for column in many] == pytest.approx(list(one))


def test_dilution():
    assert dilution(6.6, post=157) == expected("L06.dilution_66_157")
    assert dilution(6.5, pre=150) == expected("L06.dilution_65_pre150")
    assert dilution(6.5, post=150) == expected("L06.dilution_65_post150")


def test_call_value():
    assert call_value(1, 1, 1, 0.045, 0.6) == expected("L06.thrive_call_sigma0.6")
    assert call_value(5, 1, 1, 0, 0.01) == pytest.approx(4)


def test_lognormal_tail():
    assert probability_above(100, 3, 2) == expected("L06.cap_prob")
    assert tail_share_above(100, 3, 2) == expected("L06.cap_value_to_np")


@pytest.mark.parametrize("cap, median, sigma", [(100, 3, 1), (2, 3, 0.5)])
def test_lognormal_tail_by_integration(cap, median, sigma):
    law = lognorm(sigma, scale=median)
    above = quad(law.sf, cap, np.inf)[0]
    assert tail_share_above(cap, median, sigma) == pytest.approx(above / law.mean(), rel=1e-6)


@pytest.mark.parametrize(
    "call, sentence",
    [
        (lambda: payout_waterfall(-1, CAPS), "profit is -1: give a number of 0 or more"),
        (lambda: payout_waterfall(np.nan, CAPS), "profit holds nan"),
        (lambda: payout_waterfall("ten", CAPS), "profit is 'ten'"),
        (lambda: payout_waterfall(1, (13, 0.75)), "terms is (13, 0.75): give a Terms"),
        (lambda: tranches(CAPS._replace(reading="C")), 'reading is \'C\': give "A" or "B"'),
        (lambda: tranches(CAPS._replace(first_share=75)), "first_share is 75: give a fraction"),
        (lambda: tranches(CAPS._replace(recoup=0)), "recoup is 0: give a number above 0"),
        (
            lambda: tranches(CAPS._replace(others_share=0.6)),
            "microsoft_share and others_share add to 1.09: give fractions",
        ),
        (lambda: tranches(CAPS._replace(first_limit=12)), "already received 13 when"),
        (lambda: tranches(CAPS._replace(second_limit=4)), "already received 4.33333 when"),
        (
            lambda: tranches(THRESHOLDS._replace(second_limit=80)),
            "second_limit is 80: give at least first_limit, 92",
        ),
        (lambda: dilution(1), "pre is None and post is None: give exactly one"),
        (lambda: dilution(1, pre=1, post=2), "pre is 1 and post is 2: give exactly one"),
        (lambda: dilution(3, post=2), "post is 2.0: give a value of at least the money raised"),
        (lambda: dilution(-3, post=2), "raised is -3"),
        (lambda: call_value(1, 1, 0, 0.05, 0.2), "years is 0: give a number above 0"),
        (lambda: call_value(1, 1, 1, 0.05, -0.2), "volatility is -0.2: give a number above 0"),
        (lambda: probability_above(0, 3, 2), "cap is 0: give a number above 0"),
        (lambda: tail_share_above(100, 3, 0), "sigma is 0: give a number above 0"),
    ],
)
def test_impossible_input(call, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        call()

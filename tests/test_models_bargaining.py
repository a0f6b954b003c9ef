import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq

from helpers.models.bargaining import (
    gross_flows,
    gross_per_external,
    hold_up_efficiency,
    nash_bargain,
)
from tests.expectations import expected

CIRCLE = [[0, 0.8, 0], [0.1, 0, 0.35], [0.05, 0, 0]]


@pytest.mark.parametrize(
    "name, outside_a, outside_b",
    [
        ("base", 20, 30),
        ("hire_threat", 5, 60),
        ("own_model", 20, 50),
        ("multi_cloud", 40, 30),
        ("letter", 5, 30),
    ],
)
def test_nash_bargain(name, outside_a, outside_b):
    assert list(nash_bargain(100, outside_a, outside_b)) == expected(f"L07.nash_{name}")


def test_half_of_a_better_outside_option_is_kept():
    assert nash_bargain(100, 21, 30).a - nash_bargain(100, 20, 30).a == expected("L07.nash_slope")
    assert brentq(lambda d: nash_bargain(100, 20, d).a - 40, 0, 80) == expected("L07.dM_flip")


@given(st.floats(0, 50), st.floats(0, 50), st.floats(0, 1))
def test_the_bargain_uses_up_the_surplus_and_nobody_is_worse_off(outside_a, outside_b, power):
    a, b = nash_bargain(100, outside_a, outside_b, power)
    assert a + b == pytest.approx(100)
    assert a >= outside_a - 1e-9 and b >= outside_b - 1e-9


def test_nash_bargain_of_arrays():
    bargain = nash_bargain(100, np.array([0, 20]), 30)
    assert bargain.a.tolist() == [35, 45] and bargain.b.tolist() == [65, 55]


def test_power_is_that_of_side_a():
    assert nash_bargain(100, 20, 30, power=1) == (70, 30)


def test_hold_up():
    assert hold_up_efficiency(0.5) == expected("L07.holdup_eff_0.5")
    assert hold_up_efficiency(np.array([0, 1])).tolist() == [0, 1]


def test_money_in_circles():
    assert gross_flows(CIRCLE, 0).tolist() == expected("L07.flow_fundamental_row_O")
    assert gross_per_external(CIRCLE, 0) == expected("L07.flow_gross_per_dollar")


def test_rounds_of_spending_add_up_to_the_gross_flow():
    rounds, money = np.zeros(3), np.array([0.0, 1, 0])
    for _ in range(200):
        rounds, money = rounds + money, money @ np.array(CIRCLE)
    assert gross_flows(CIRCLE, entry=1) == pytest.approx(rounds)


@pytest.mark.parametrize(
    "call, sentence",
    [
        (lambda: nash_bargain(100, 60, 60), "outside_a and outside_b add to 120: give at most"),
        (lambda: nash_bargain(100, -1, 60), "outside_a is -1: give a number of 0 or more"),
        (lambda: nash_bargain(100, 1, 6, power=50), "power is 50: give a fraction from 0 to 1"),
        (lambda: nash_bargain("all", 1, 6), "surplus is 'all'"),
        (lambda: hold_up_efficiency(1.5), "share_kept is 1.5: give a fraction from 0 to 1"),
        (lambda: gross_flows([[0, 1], [1, 0]], 0), "spectral radius of 1: give one below 1"),
        (lambda: gross_flows([[0.6, 0.6], [0, 0]], 0), "a row that adds to 1.2: give rows"),
        (lambda: gross_flows([[0, 0.5]], 0), "shares_matrix has shape (1, 2)"),
        (lambda: gross_flows([0.5], 0), "shares_matrix has shape (1,)"),
        (lambda: gross_flows(CIRCLE, 3), "entry is 3: give a whole number from 0 to 2"),
        (lambda: gross_per_external([[-0.1]], 0), "shares_matrix is -0.1: give a fraction"),
    ],
)
def test_impossible_input(call, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        call()

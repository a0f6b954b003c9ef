import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.cascades import (
    cascade_gap,
    normal_thresholds,
    risk_dominance,
    smallest_initial,
    threshold_cascade,
)
from tests.expectations import expected

STAFF = normal_thresholds(770, 0.30, 0.12)
crowds = st.lists(st.floats(0, 1), min_size=1, max_size=40)


def test_one_changed_threshold_stops_a_cascade():
    thresholds = np.arange(100) / 100
    assert threshold_cascade(thresholds) == expected("L08.granov_uniform100")
    thresholds[1] = 0.02
    assert threshold_cascade(thresholds) == expected("L08.granov_perturbed")


def test_smallest_spread_with_a_full_cascade():
    spreads = np.arange(110, 141) / 1000
    sizes = [threshold_cascade(normal_thresholds(100, 0.25, sd)) for sd in spreads]
    full = sizes.index(100)
    assert spreads[full] == expected("L08.threshold_jump_sd")
    assert sizes[full - 1] == expected("L08.below_jump_people")


@pytest.mark.parametrize("initial", [40, 44, 45])
def test_cascade_from_an_initial_group(initial):
    assert threshold_cascade(STAFF, initial) == expected(f"L08.seeded770_{initial}")


def test_smallest_initial_group():
    assert smallest_initial(STAFF, 700) == expected("L08.min_seed_full")
    assert smallest_initial(np.arange(100) / 100, 100) == 0


@given(crowds, st.data())
def test_a_larger_initial_group_never_brings_in_fewer(thresholds, data):
    initial = data.draw(st.integers(0, len(thresholds) - 1))
    fewer = threshold_cascade(thresholds, initial)
    more = threshold_cascade(thresholds, initial + 1)
    assert initial <= fewer <= more <= len(thresholds)


@given(crowds, st.data())
def test_smallest_initial_is_enough_and_one_less_is_not(thresholds, data):
    target = data.draw(st.integers(0, len(thresholds)))
    group = smallest_initial(thresholds, target)
    assert threshold_cascade(thresholds, group) >= target
    assert group == 0 or threshold_cascade(thresholds, group - 1) < target


@given(crowds)
def test_a_cascade_stops_where_the_gap_is_zero(thresholds):
    end = threshold_cascade(thresholds) / len(thresholds)
    assert cascade_gap(thresholds, end) == 0
    earlier = np.arange(round(end * len(thresholds))) / len(thresholds)
    assert (cascade_gap(thresholds, earlier) > 0).all()


def test_normal_thresholds_are_quantiles_within_0_and_1():
    assert np.median(STAFF) == pytest.approx(0.30)
    assert np.mean(STAFF <= 0.42) == pytest.approx(0.841, abs=0.002)
    wide = normal_thresholds(100, 0.5, 5)
    assert wide.min() == 0 and wide.max() == 1


def test_risk_dominance():
    assert risk_dominance(2, 8) == expected("L08.stag_pstar")


@pytest.mark.parametrize(
    "call, sentence",
    [
        (lambda: threshold_cascade([0, 30]), "thresholds is 30: give a fraction from 0 to 1"),
        (lambda: threshold_cascade([]), "thresholds has shape (0,)"),
        (lambda: threshold_cascade([0, np.nan]), "thresholds holds nan"),
        (lambda: threshold_cascade([0, 1], 3), "initial is 3: give a whole number from 0 to 2"),
        (lambda: threshold_cascade([0, 1], 0.5), "initial is 0.5: give a whole number"),
        (lambda: smallest_initial([0, 1], 3), "target is 3: give a whole number from 0 to 2"),
        (lambda: cascade_gap([0, 1], 1.1), "inside is 1.1: give a fraction from 0 to 1"),
        (lambda: normal_thresholds(0, 0.3, 0.1), "people is 0: give a whole number"),
        (lambda: normal_thresholds(10, 30, 0.1), "mean is 30: give a fraction"),
        (lambda: normal_thresholds(10, 0.3, 0), "sd is 0: give a number above 0"),
        (lambda: risk_dominance(-2, 8), "cost is -2: give a number of 0 or more"),
        (lambda: risk_dominance(2, 0), "benefit is 0: give a number above 0"),
    ],
)
def test_impossible_input(call, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        call()

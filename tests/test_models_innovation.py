import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.innovation import best_effort, evidence_score, flip_weight, knowledge_after
from tests.expectations import expected


@pytest.mark.parametrize("reinvested", [0.5, 1.0, 2.0, 3.0])
def test_best_effort(reinvested):
    assert best_effort(reinvested) == expected(f"L11.s_star_tau{reinvested}")


def test_smallest_reinvestment_that_makes_a_product_worth_while():
    steps = np.arange(0, 41) / 20
    assert next(step for step in steps if best_effort(step) > 0) == expected("L11.tau_min")


def test_one_year_by_hand():
    assert knowledge_after(0.5, 2, years=1) == pytest.approx(0.88 + 0.25 * 0.5 * (1 + 2 * 0.3))
    by_hand = 0.9 * 3 + 0.5 * 0.75 * (2 + 1 * 0.4 * 0.25 * 3)
    assert by_hand == pytest.approx(
        knowledge_after(
            0.25,
            1,
            years=1,
            revenue_per_knowledge=0.4,
            base_budget=2,
            research_yield=0.5,
            obsolescence=0.1,
            start=3,
        )
    )


@given(st.floats(0, 4), st.integers(1, 30))
def test_no_other_effort_leaves_more_than_the_best(reinvested, years):
    outcomes = knowledge_after(np.linspace(0, 1, 101), reinvested, years)
    best = knowledge_after(best_effort(reinvested, years), reinvested, years)
    assert best == pytest.approx(outcomes.max())


def test_best_effort_passes_the_parameters_on():
    assert best_effort(2, base_budget=10) < best_effort(2)
    assert best_effort(2, years=1) == 0.08  # 1/12 maximises (1 - s)(1 + 2 × 0.6 s)


def test_evidence_score():
    assert evidence_score([1, -1, 0], [3, 1, 9]) == 2


directions = st.lists(st.sampled_from([-1, 0, 1]), min_size=1, max_size=6)


@given(directions, st.data())
def test_the_verdict_turns_at_the_flip_weight(directions, data):
    weights = data.draw(
        st.lists(st.integers(0, 9), min_size=len(directions), max_size=len(directions))
    )
    indicator = data.draw(st.integers(0, len(directions) - 1))
    flip = flip_weight(directions, weights, indicator)

    def score(weight):
        return evidence_score(directions, [*weights[:indicator], weight, *weights[indicator + 1 :]])

    if flip == math.inf:
        assert directions[indicator] == 0 or score(0) * score(1000) > 0
    else:
        assert score(flip) == pytest.approx(0, abs=1e-9)
        assert score(flip + 1) * directions[indicator] > 0


def test_flip_weight_leaves_its_input_alone():
    weights = np.array([2.0, 3.0])
    flip_weight([1, -1], weights, 0)
    assert weights.tolist() == [2, 3]


@pytest.mark.parametrize(
    "call, sentence",
    [
        (lambda: knowledge_after(1.2, 2), "effort is 1.2: give a fraction from 0 to 1"),
        (lambda: knowledge_after(0.2, -2), "reinvested is -2: give a number of 0 or more"),
        (lambda: knowledge_after(0.2, 2, years=0), "years is 0: give a whole number from 1"),
        (lambda: knowledge_after(0.2, 2, obsolescence=12), "obsolescence is 12: give a fraction"),
        (lambda: knowledge_after("half", 2), "effort is 'half'"),
        (lambda: best_effort(np.nan), "reinvested holds nan"),
        (lambda: best_effort([1, 2]), "reinvested is [1, 2]: give one number"),
        (lambda: evidence_score([2], [1]), "directions is 2: give a number from -1 to 1"),
        (lambda: evidence_score([1], [-1]), "weights is -1: give a number of 0 or more"),
        (lambda: evidence_score([1], [1, 2]), "directions has 1, weights has 2 values"),
        (lambda: flip_weight([1, 1], [1, 2], 2), "indicator is 2: give a whole number"),
    ],
)
def test_impossible_input(call, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        call()

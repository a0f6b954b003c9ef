import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.optimize import brentq

from helpers.models.ecosystem import (
    dependents,
    direct_dependents,
    downtime_hours,
    herfindahl,
    shapley,
)
from tests.expectations import EXPECTED, expected

EDGES = [
    *[(user, "OpenAI") for user in ("Canva", "JetBlue", "Start-ups", "Bing", "ChatGPT users")],
    ("OpenAI", "Azure"),
    ("Azure", "Microsoft"),
    ("Azure", "Nvidia"),
    ("Bing", "Microsoft"),
    *[(firm, "Nvidia") for firm in ("Google", "xAI", "Meta")],
    *[("Anthropic", cloud) for cloud in ("Amazon", "Google")],
]


def test_the_graph_of_these_tests_has_the_expected_size():
    assert len(EDGES) == expected("L10.n_edges")
    assert len({name for edge in EDGES for name in edge}) == expected("L10.n_nodes")


def test_dependents():
    for key, function in (("L10.direct", direct_dependents), ("L10.ancestors", dependents)):
        counts = {node: len(function(EDGES, node)) for node in EXPECTED[key]["value"]}
        assert counts == expected(key)


def test_dependents_follow_arrows_and_leave_out_the_node():
    circle = [("a", "b"), ("b", "c"), ("c", "a")]
    assert dependents(circle, "a") == {"b", "c"}
    assert direct_dependents(circle, "a") == {"c"}
    assert dependents(np.array(EDGES), "Canva") == set()


@pytest.mark.parametrize("uptime", [0.99, 0.995, 0.999])
def test_downtime(uptime):
    assert downtime_hours(uptime) == expected(f"L10.downtime_h_{uptime}")
    assert downtime_hours(uptime, 2) == expected(f"L10.two_indep_h_{uptime}")
    assert downtime_hours(uptime, 2, common_cause=0.1) == expected(f"L10.two_common10_h_{uptime}")


def test_common_cause_that_undoes_a_second_provider():
    one = downtime_hours(0.999)
    flip = brentq(lambda common_cause: downtime_hours(0.99, 2, common_cause) - one, 0, 1)
    assert flip == expected("L10.flip_common_cause")


@given(st.floats(0.5, 1), st.integers(1, 5), st.floats(0, 1))
def test_more_providers_help_and_a_common_cause_hurts(uptime, providers, common_cause):
    hours = downtime_hours(uptime, providers, common_cause)
    assert downtime_hours(uptime, providers + 1, common_cause) <= hours + 1e-9
    assert downtime_hours(uptime, providers, 0) <= hours + 1e-9
    assert hours <= downtime_hours(uptime, 1, 0) + 1e-9


def test_a_wholly_common_cause_leaves_one_provider():
    assert downtime_hours(0.99, 3, 1) == pytest.approx(downtime_hours(0.99))


def test_herfindahl():
    assert herfindahl([0.7, 0.2, 0.1]) == expected("L10.hhi_70_20_10")
    assert herfindahl([1]) == 10_000


def test_shapley():
    assert shapley("LCD", {"LC": 60, "LCD": 100}) == expected("L10.shapley")
    named = shapley(["lab", "cloud"], {("lab",): 4, ("lab", "cloud"): 10})
    assert named == pytest.approx({"lab": 7, "cloud": 3})


worths = st.lists(st.floats(-100, 100), min_size=7, max_size=7)


@given(worths)
def test_shapley_divides_all_and_treats_equals_alike(worths):
    groups = ["A", "B", "C", "AB", "AC", "BC", "ABC"]
    value = dict(zip(groups, worths, strict=True))
    assert sum(shapley("ABC", value).values()) == pytest.approx(value["ABC"], abs=1e-9)
    value |= {"B": value["A"], "BC": value["AC"]}
    shares = shapley("ABC", value)
    assert shares["A"] == pytest.approx(shares["B"])


def test_who_adds_nothing_gets_nothing():
    shares = shapley("ABZ", {"A": 1, "AB": 5, "AZ": 1, "ABZ": 5})
    assert shares == pytest.approx({"A": 3, "B": 2, "Z": 0})


@pytest.mark.parametrize(
    "call, sentence",
    [
        (lambda: dependents(EDGES, "Apple"), "node is 'Apple': give one of Amazon, Anthropic"),
        (lambda: dependents(["ab"], "a"), "edges holds something else than pairs"),
        (lambda: dependents([("a", "b", "c")], "a"), "edges holds something else than pairs"),
        (lambda: dependents([("a", float("nan"))], "a"), "edges holds something else than pairs"),
        (lambda: direct_dependents([], "a"), "edges holds something else than pairs"),
        (lambda: downtime_hours(99.5), "uptime is 99.5: give a fraction from 0 to 1"),
        (lambda: downtime_hours(0.99, 0), "providers is 0: give a whole number from 1"),
        (lambda: downtime_hours(0.99, 2, 10), "common_cause is 10: give a fraction"),
        (lambda: herfindahl([0.7, 0.2]), "shares add to 0.9: give fractions that add to 1"),
        (lambda: herfindahl([70, 20, 10]), "shares is 70: give a fraction from 0 to 1"),
        (lambda: shapley("AA", {}), "players is ['A', 'A']: give 1 to 12 different names"),
        (lambda: dependents(None, "a"), "edges holds something else than pairs"),
        (lambda: shapley([1, 2], {}), "players is [1, 2]: give 1 to 12 different names"),
        (lambda: shapley("", {}), "players is []: give 1 to 12"),
        (lambda: shapley("AB", {"AC": 1}), "value names 'C' in 'AC': give groups of"),
        (lambda: shapley("AB", {"AB": "all"}), "value is 'all': give one number"),
        (lambda: shapley("AB", [1, 2]), "value is [1, 2]: give a dict"),
    ],
)
def test_impossible_input(call, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        call()

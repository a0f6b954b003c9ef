import re

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.models.event_study import (
    abnormal_returns,
    cumulative_t,
    detection_power,
    minimum_detectable_effect,
    synthetic_returns,
)
from tests.expectations import EXPECTED, expected

DAYS = ["2023-11-17", "2023-11-20", "2023-11-21", "2023-11-22"]
RETURNS = np.diff(np.log([376.17, 369.85, 377.44, 373.07, 377.85]))
MEAN = EXPECTED["L08.est_mean"]["value"]
SD = EXPECTED["L08.est_sd"]["value"]
RESIDUAL_SD = EXPECTED["L08.sigma_ar"]["value"]
PEER_AR = [EXPECTED[f"L08.{day}"]["value"]["AR_peer"] for day in DAYS]


def test_abnormal_returns_of_the_four_days():
    table = abnormal_returns(pd.Series(RETURNS, index=DAYS), MEAN, SD)
    assert list(table.columns) == ["return", "abnormal", "t"]
    for day in DAYS:
        wanted, tolerance = EXPECTED[f"L08.{day}"]["value"], EXPECTED[f"L08.{day}"]["tol"]
        row = table.loc[day]
        assert np.expm1(row["return"]) == pytest.approx(
            wanted["simple_ret"], abs=tolerance["returns"]
        )
        assert row["abnormal"] == pytest.approx(wanted["AR_mean"], abs=tolerance["returns"])
        assert row["t"] == pytest.approx(wanted["t_mean"], abs=tolerance["t"])


def test_t_values_of_abnormal_returns_after_peers():
    t = abnormal_returns(PEER_AR, mean=0, sd=RESIDUAL_SD)["t"]
    for day, value in zip(DAYS, t, strict=True):
        wanted, tolerance = EXPECTED[f"L08.{day}"]["value"], EXPECTED[f"L08.{day}"]["tol"]
        assert value == pytest.approx(wanted["t_peer"], abs=tolerance["t"])


def test_cumulative_t():
    abnormal = abnormal_returns(RETURNS, MEAN, SD)["abnormal"]
    assert abnormal.sum() == expected("L08.CAR4_mean")
    assert cumulative_t(abnormal, SD) == expected("L08.CAR4_mean_t")
    assert cumulative_t(PEER_AR, RESIDUAL_SD) == expected("L08.CAR4_peer_t")


def test_the_market_is_taken_out():
    market = [0.02, -0.01]
    table = abnormal_returns([0.05, 0.01], mean=0.01, sd=0.01, market=market, beta=0.5)
    assert table["abnormal"].tolist() == pytest.approx([0.03, 0.005])
    assert table["t"].tolist() == pytest.approx([3, 0.5])


def test_minimum_detectable_effect():
    assert minimum_detectable_effect(SD) == expected("L08.min_detectable")


@given(st.floats(0.001, 0.1), st.floats(0.01, 0.1), st.floats(0.5, 0.99))
def test_the_smallest_effect_is_found_with_the_power_asked_for(sd, level, power):
    effect = minimum_detectable_effect(sd, level, power)
    assert detection_power(effect, sd, level) == pytest.approx(power, abs=0.001)


def test_power_without_an_effect_is_the_level_of_the_test():
    curve = detection_power(np.array([0, 0.02, 0.04]), 0.02, level=0.1)
    assert curve[0] == pytest.approx(0.1)
    assert (np.diff(curve) > 0).all()


@given(
    st.integers(2, 500),
    st.floats(-0.01, 0.01),
    st.floats(0.001, 0.1),
    st.integers(0, 2**32 - 1),
)
def test_synthetic_returns_have_the_moments_asked_for(days, mean, sd, seed):
    returns = synthetic_returns(days, mean, sd, seed)
    assert len(returns) == days
    assert returns.mean() == pytest.approx(mean, abs=1e-12)
    assert returns.std() == pytest.approx(sd, rel=1e-9)


def test_synthetic_returns_depend_on_the_seed_alone():
    first, again, other = (synthetic_returns(120, MEAN, SD, seed) for seed in (1, 1, 2))
    assert first.equals(again) and not first.equals(other)
    assert "synthetic" in first.name


@pytest.mark.parametrize(
    "call, sentence",
    [
        (lambda: abnormal_returns([], 0, 0.1), "returns is empty: give at least one trading day"),
        (lambda: cumulative_t([], 0.1), "ar is empty: give at least one trading day"),
        (lambda: abnormal_returns([0.1], 0, 0), "sd is 0: give a number above 0"),
        (lambda: abnormal_returns([np.nan], 0, 0.1), "returns holds nan"),
        (lambda: abnormal_returns(["up"], 0, 0.1), "returns is ['up']"),
        (
            lambda: abnormal_returns([0.1], 0, 0.1, market=[0.1]),
            "beta is None: give it together with market",
        ),
        (
            lambda: abnormal_returns([0.1], 0, 0.1, beta=1),
            "market is None: give it together with beta",
        ),
        (
            lambda: abnormal_returns([0.1], 0, 0.1, market=[0.1, 0.2], beta=1),
            "returns has 1, market has 2 values",
        ),
        (lambda: detection_power(-0.1, 0.1), "effect is -0.1: give a number of 0 or more"),
        (lambda: detection_power(0.1, 0.1, level=5), "level is 5"),
        (lambda: minimum_detectable_effect(-1), "sd is -1: give a number above 0"),
        (lambda: minimum_detectable_effect(1, power=80), "power is 80"),
        (lambda: minimum_detectable_effect(1, power=0.01), "power is 0.01: give a number above"),
        (lambda: synthetic_returns(1, 0, 0.1, 0), "days is 1: give a whole number from 2"),
        (lambda: synthetic_returns(9, 0, 0.1, -1), "seed is -1: give a whole number from 0"),
    ],
)
def test_impossible_input(call, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        call()

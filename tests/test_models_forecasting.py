import numpy as np
import pytest

from helpers.models.forecasting import bias, brier_score, log_linear_interval, mape
from helpers.models.growth import exponential_fit
from tests.expectations import EXPECTED, expected
from tests.test_models_growth import LATER_T, LATER_Y, T, Y

NO_CHANGE = np.full(len(LATER_Y), 300)


def exponential_forecast():
    level, rate = exponential_fit(T, Y)
    return level * np.exp(rate * LATER_T)


def linear_forecast():
    slope, start = np.polyfit(T, Y, deg=1)
    return start + slope * LATER_T


@pytest.mark.parametrize(
    ("forecast", "mape_key", "bias_key"),
    [
        (NO_CHANGE, "L02.naive_mape", "L02.naive_bias"),
        (exponential_forecast(), "L02.mape_exp", "L02.bias_exp"),
        (linear_forecast(), "L02.mape_lin", "L02.bias_lin"),
    ],
)
def test_errors_of_the_three_forecasts(forecast, mape_key, bias_key):
    assert mape(forecast, LATER_Y) == expected(mape_key)
    assert bias(forecast, LATER_Y) == expected(bias_key)


def test_errors_of_the_exponential_one_by_one():
    errors = 100 * (exponential_forecast() / LATER_Y - 1)
    assert list(errors) == expected("L02.exp_errors_pct")


def test_mape_is_at_least_the_size_of_the_bias():
    assert mape([80, 120], [100, 100]) == pytest.approx(0.2)
    assert bias([80, 120], [100, 100]) == pytest.approx(0)


def test_prediction_interval_at_95_percent():
    key = EXPECTED["L02.exp_PI95_feb26"]
    low, high = log_linear_interval(T, Y, LATER_T[-1])
    assert low == pytest.approx(key["value"][0], abs=key["tol"][0])
    assert high == pytest.approx(key["value"][1], abs=key["tol"][1])


def test_prediction_interval_at_50_percent():
    assert list(log_linear_interval(T, Y, LATER_T[-1], level=0.5)) == expected("L02.exp_PI50_feb26")


def test_prediction_interval_covers_new_observations_as_often_as_it_says():
    random, t, hits = np.random.default_rng(5), np.arange(6), 0
    for _ in range(1_000):
        y = np.exp(1 + 0.2 * np.arange(8) + random.normal(0, 0.3, 8))
        interval = log_linear_interval(t, y[:6], at=7, level=0.8)
        hits += interval.low <= y[7] <= interval.high
    assert hits / 1_000 == pytest.approx(0.8, abs=0.04)


def test_prediction_interval_widens_with_distance():
    low, high = log_linear_interval(T, Y, at=np.array([13, 20, 30]))
    assert np.all(np.diff(high / low) > 0)


def test_brier_score():
    assert brier_score([0.8, 0.6, 0.3], [1, 0, 0]) == expected("L11.brier_example")
    assert brier_score([0.5] * 3, [True, False, False]) == expected("L11.brier_base")
    verdicts = brier_score([0.9] * 7 + [0.6] * 4, [1] * 6 + [0] + [1] * 2 + [0] * 2)
    assert verdicts == expected("L11.dossier_brier_example")


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: mape([1, 2], [1, 0]), "actual is 0: give a number above 0."),
        (lambda: mape([1, 2], [1, 2, 3]), "forecast has 2, actual has 3 values: give the same"),
        (lambda: mape("high", [1]), "forecast is 'high': give a list of numbers."),
        (lambda: bias([1, np.nan], [1, 2]), "forecast holds nan: give a list of numbers, none"),
        (lambda: log_linear_interval([1, 2], [1, 2], 3), "t has 2 values: give three or more"),
        (lambda: log_linear_interval(T, Y, 30, level=95), "level is 95: give a level between 0"),
        (lambda: log_linear_interval(T, Y, 30, level=1), "level is 1: give a level between 0"),
        (lambda: log_linear_interval(T, Y, "soon"), "at is 'soon': give a number."),
        (lambda: brier_score([1.2], [1]), "probability is 1.2: give a probability from 0 to 1"),
        (lambda: brier_score([0.2], [2]), "outcome holds 2: give 1 where it happened and 0 where"),
        (lambda: brier_score(0.2, 1), "probability has shape (): give a list of numbers."),
        (lambda: brier_score([0.2, 0.3], [1]), "probability has 2, outcome has 1 values: give"),
    ],
)
def test_impossible_input(call, sentence):
    with pytest.raises(ValueError) as error:
        call()
    assert str(error.value).startswith(sentence)

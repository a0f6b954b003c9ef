from datetime import date

import numpy as np
import pytest

from helpers.data import load
from helpers.models.agreement import cohen_kappa
from helpers.models.growth import (
    DAYS_PER_MONTH,
    bass_peak_time,
    bass_share,
    compound_monthly_growth,
    days_between,
    doubling_time,
    exponential_fit,
    logistic,
    logistic_fit,
    percent_change_interval,
)
from tests.expectations import EXPECTED, expected

DATES = [date(2023, 11, 6), date(2024, 8, 29), date(2024, 12, 4)]
T = [(day - DATES[0]).days / DAYS_PER_MONTH for day in DATES]
Y = [100, 200, 300]
LATER = {
    date(2025, 2, 20): 400,
    date(2025, 3, 31): 500,
    date(2025, 8, 4): 700,
    date(2025, 10, 6): 800,
    date(2026, 2, 27): 900,
}
LATER_T = np.array([(day - DATES[0]).days / DAYS_PER_MONTH for day in LATER])
LATER_Y = np.array(list(LATER.values()))


@pytest.mark.parametrize(
    ("n0", "n1", "days", "key"),
    [
        (100, 200, 297, "L01.dbl_100_200"),
        (200, 300, 97, "L01.dbl_200_300"),
        (200, 250, 34, "L02.dbl_200_250"),
        (250, 300, 63, "L02.dbl_250_300"),
    ],
)
def test_doubling_time(n0, n1, days, key):
    assert doubling_time(n0, n1, days) == expected(key)


def test_doubling_time_of_a_fall_is_a_negative_halving_time():
    assert doubling_time(200, 100, 30) == pytest.approx(-30)


def test_doubling_time_by_column():
    assert doubling_time([1, 1], [2, 4], [10, 10]) == pytest.approx([10, 5])


def test_staff_doubles_in_the_months_expected():
    days = (date(2023, 11, 17) - date(2023, 2, 3)).days
    assert doubling_time(375, 770, days) / DAYS_PER_MONTH == expected("L09.dbl1")


def test_start_that_gives_the_same_doubling_time():
    start = EXPECTED["L01.flip_jan23_M"]["value"]
    assert doubling_time(start, 100, 279) == expected("L01.dbl_100_200")


def test_compound_monthly_growth():
    assert compound_monthly_growth(100, 300, 394) == expected("L01.cmgr_100_300")
    yearly = (1 + compound_monthly_growth(100, 300, 394)) ** (365 / DAYS_PER_MONTH)
    assert yearly == expected("L01.factor_365d")


def test_monthly_growth_seen_later():
    year = 12 * DAYS_PER_MONTH
    assert compound_monthly_growth(3.7, 13.07, year) == expected("L05.expost_g_month")
    assert compound_monthly_growth(12.48, 34, year) == expected("L05.expost_h_month")


@pytest.mark.parametrize(
    ("old", "new", "low", "high"),
    [
        (1.7, 1.5, "L00.drop_round_lo", "L00.drop_round_hi"),
        (1.6, 1.5, "L00.drop_16_15_lo", "L00.drop_16_15_hi"),
        (1.8, 1.6, "L00.june_change_lo", "L00.june_change_hi"),
    ],
)
def test_percent_change_interval(old, new, low, high):
    interval = percent_change_interval(old, new, 0.05)
    assert (interval.low, interval.high) == (expected(low), expected(high))


def test_exact_levels_give_one_change():
    low, high = percent_change_interval(1.7, 1.5, 0)
    assert low == high == expected("L00.drop_seed")


def test_rounding_by_a_tenth_allows_no_fall_at_all():
    assert percent_change_interval(1.7, 1.5, 0.1).high == pytest.approx(0)
    assert percent_change_interval(1.7, 1.5, 0.09).high < 0


def test_exponential_fit():
    fit = exponential_fit(T, Y)
    assert fit.level == expected("L02.exp_level0")
    assert fit.rate == expected("L02.exp_slope")
    assert fit.level * np.exp(fit.rate * LATER_T[-1]) == expected("L02.exp_fc_feb26")


@pytest.mark.parametrize("ceiling", [1000, 2000, 5000])
def test_logistic_fit_and_forecast(ceiling):
    rate, midpoint = logistic_fit(T, Y, ceiling)
    forecast = logistic(LATER_T, ceiling, rate, midpoint)
    assert forecast[-1] == expected(f"L02.logistic_K{ceiling}_feb26")
    assert np.mean(np.abs(forecast / LATER_Y - 1)) == expected(f"L02.logistic_K{ceiling}_mape")


def test_ceiling_whose_forecast_is_900_million():
    from scipy.optimize import brentq

    def miss(ceiling):
        return logistic(LATER_T[-1], ceiling, *logistic_fit(T, Y, ceiling)) - 900

    assert brentq(miss, 1000, 1e5) == expected("L02.flip_K_900")


@pytest.mark.parametrize("ceiling", [10_000, 100_000])
def test_three_points_identify_no_ceiling(ceiling):
    from scipy.optimize import least_squares

    def misses(parameters):
        return logistic(T, ceiling, *parameters) / Y - 1

    best = least_squares(misses, x0=logistic_fit(T, Y, ceiling), xtol=1e-12, ftol=1e-12)
    assert 2 * best.cost == expected(f"L02.sse_K{ceiling}")


def test_logistic_stays_finite_far_from_its_midpoint():
    assert logistic([-1e6, 1e6], 100, 1, 0) == pytest.approx([0, 100])


def test_bass():
    assert bass_peak_time(0.03, 0.38) == expected("L02.bass_tstar")
    assert bass_share(bass_peak_time(0.03, 0.38), 0.03, 0.38) == expected("L02.bass_Fstar")
    assert bass_share(0, 0.03, 0.38) == 0
    assert np.all(np.diff(bass_share(np.arange(30), 0.03, 0.38)) > 0)
    assert bass_peak_time(0.4, 0.1) == 0


def test_most_bass_adoptions_come_at_the_peak_time():
    t = np.linspace(0, 20, 20_001)
    adoptions = np.diff(bass_share(t, 0.03, 0.38))
    assert t[adoptions.argmax()] == pytest.approx(bass_peak_time(0.03, 0.38), abs=0.002)


def test_cohen_kappa():
    assert cohen_kappa("OODDE", "ODDDE") == expected("L00.kappa_toy")
    assert cohen_kappa("OODDE", "OODDE") == 1


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: doubling_time("100", 200, 30), "n0 is '100': give a number above 0."),
        (lambda: doubling_time(-1, 200, 30), "n0 is -1: give a number above 0."),
        (lambda: doubling_time(1, float("nan"), 30), "n1 holds nan: give a number above 0, none"),
        (lambda: doubling_time(1, None, 30), "n1 is None: give a number above 0."),
        (lambda: doubling_time(1, True, 30), "n1 is True: give a number above 0."),
        (lambda: doubling_time(1, [2, 0], 30), "n1 is 0: give a number above 0."),
        (lambda: doubling_time(2, 2, 30), "n1 is 2, the same as n0: give two different levels."),
        (lambda: doubling_time(1, 2, 0), "days is 0: give a number above 0."),
        (lambda: compound_monthly_growth(1, 2, -3), "days is -3: give a number above 0."),
        (
            lambda: percent_change_interval(1, 0.5, 1),
            "half_width is 1.0: give a number below old (1.0) and at most new (0.5).",
        ),
        (lambda: exponential_fit([1, 1], [2, 3]), "t holds 1 alone: give two or more different"),
        (lambda: exponential_fit([1, 2], [2, 3, 4]), "t has 2, y has 3 values: give the same"),
        (lambda: exponential_fit([1, 2], [2, -3]), "y is -3: give a number above 0."),
        (lambda: exponential_fit([], []), "t has shape (0,): give a list of numbers."),
        (lambda: exponential_fit([[1], [2, 3]], [1, 2]), "t is [[1], [2, 3]]: give a list of"),
        (lambda: logistic_fit(T, Y, 300), "ceiling is 300: give a number above 300."),
        (lambda: logistic_fit(T, Y, [400, 500]), "ceiling is [400, 500]: give one number, not a"),
        (lambda: logistic_fit([1, 2], [5, 5], 9), "y shows no trend: give levels that rise or"),
        (lambda: logistic(1, 0, 1, 1), "ceiling is 0: give a number above 0."),
        (lambda: bass_share(-1, 0.1, 0.1), "t is -1: give a number of 0 or more."),
        (lambda: bass_share(1, 0, 0.1), "p is 0: give a number above 0."),
        (lambda: bass_peak_time(0.1, 0), "q is 0: give a number above 0."),
        (lambda: cohen_kappa("OOD", "OO"), "first has 3 items and second 2: give one category"),
        (lambda: cohen_kappa("OO", "OO"), "first and second hold 'O' alone: give two categories"),
        (lambda: cohen_kappa(["O", None], "OO"), "first or second misses a category: leave that"),
    ],
)
def test_impossible_input(call, sentence):
    with pytest.raises(ValueError) as error:
        call()
    assert str(error.value).startswith(sentence)


def test_days_are_counted_between_days_only():
    rows = load("users").set_index("id")
    first, second = rows.loc["weekly_users_2023_11_06"], rows.loc["weekly_users_2024_08_29"]
    assert days_between(first, second) == expected("L01.days_100_200")
    with pytest.raises(ValueError, match="^later is dated by month .2024-06-30 is its last day"):
        days_between(first, rows.loc["monthly_users_2024_06"])
    with pytest.raises(ValueError, match="^later is 2023-11-06, before earlier .2024-08-29.: swap"):
        days_between(second, first)


def test_impossible_input_is_one_sentence_in_a_notebook():
    with pytest.raises(ValueError) as error:
        doubling_time(1, 2, 0)
    assert error.value._render_traceback_() == ["ValueError: days is 0: give a number above 0."]

import os
import time
from types import SimpleNamespace

import numpy as np
import pytest

from helpers.models import _progress
from helpers.models.finance import (
    burn_multiple,
    revenue_from_run_rate,
    rule_of_40,
    run_rate_to_revenue,
    runway_months,
    simulate_runway,
)
from tests.expectations import EXPECTED, expected

BASE = dict(
    cash=5,
    revenue=4 / 12,
    cost=8.5 / 12,
    growth=0.08,
    growth_sd=0.025,
    cost_growth=0.05,
    cost_growth_sd=0.015,
    noise_sd=0.04,
    raise_amount=6.5,
    raise_probability=0.8,
    raise_window=(2, 9),
    seed=2024,
)
CERTAIN = BASE | dict(growth_sd=0, cost_growth_sd=0, noise_sd=0, raise_probability=0)


def simulate(paths=131_072, months=24, **changes):
    return simulate_runway(paths, months, **(BASE | changes))


def test_run_rate_over_revenue_when_it_triples():
    assert run_rate_to_revenue(growth=2) == expected("L05.ratio_runrate_rev_x3")
    assert 3 / revenue_from_run_rate(1, 3) == expected("L05.ratio_runrate_rev_x3")


def test_revenue_is_the_area_under_the_run_rate():
    t = (np.arange(100_000) + 0.5) / 100_000
    assert revenue_from_run_rate(1.6, 5.5) == pytest.approx((1.6 * (5.5 / 1.6) ** t).mean())
    assert revenue_from_run_rate([2, 4], [2, 2]) == pytest.approx([2, 2 / np.log(2)])
    assert revenue_from_run_rate(2, 2 + 1e-9) == pytest.approx(2)


def test_runway_months():
    assert runway_months(1, 5) == expected("L05.runway_1bn_at_loss")
    assert runway_months(1, 2 * 0.34) == expected("L05.runway_1bn_at_burn_h1")
    assert runway_months(EXPECTED["L05.cash_implied_bn"]["value"], 5) == 12
    assert runway_months(1, 5, noncash_share=0.5) == pytest.approx(2 * runway_months(1, 5))


def test_burn_multiple_and_rule_of_40():
    assert burn_multiple(5, 4 - 4 / 3) == expected("L05.burn_multiple_seed")
    assert rule_of_40(growth=2, margin=-5 / 3.7) == expected("L05.rule40_seed")


@pytest.mark.parametrize(
    ("key", "changes"),
    [
        ("L05.mc24_g0.06_p0.8", dict(growth=0.06)),
        ("L05.mc24_g0.08_p0.0", dict(raise_probability=0)),
        ("L05.mc24_g0.08_p0.8", dict()),
        ("L05.mc24_g0.08_p1.0", dict(raise_probability=1)),
        ("L05.mc24_g0.1_p0.8", dict(growth=0.1)),
        ("L05.mc24_cash1_p0.0", dict(cash=1, raise_probability=0)),
        ("L05.mc24_cash1_p0.8", dict(cash=1)),
        ("L05.mc24_cash1_p1.0", dict(cash=1, raise_probability=1)),
        ("L05.mc24_expost_params", dict(growth=0.11, cost_growth=0.087, raise_probability=1)),
    ],
)
def test_probability_by_month_24(key, changes):
    assert simulate(**changes).probability_by(24) == expected(key)


def test_probability_with_the_paths_and_seed_of_the_lesson():
    assert simulate(paths=20_000).probability_by(24) == expected("L05.mc24_g0.08_p0.8")


def test_cost_growth_at_which_the_probability_is_one_half():
    low, high = (EXPECTED["L05.h_star"]["value"] + sign * 0.002 for sign in (-1, 1))
    assert simulate(cost_growth=low).probability_by(24) < 0.5
    assert simulate(cost_growth=high).probability_by(24) > 0.5


def test_standard_error():
    assert simulate(paths=20_000).standard_error(24) == expected("L05.mc_se")
    assert simulate(paths=500).standard_error(24) == expected("L05.mc_se_500")


def test_standard_error_is_the_spread_between_seeds():
    results = [simulate(paths=500, seed=seed) for seed in range(200)]
    spread = np.std([result.probability_by(24) for result in results])
    assert spread == pytest.approx(results[0].standard_error(24), rel=0.2)


def test_without_chance_the_paths_are_the_sum_done_by_hand():
    revenue, cost, cash, by_hand = 4 / 12, 8.5 / 12, 5, [5]
    for month in range(1, 13):
        revenue, cost = revenue * 1.08, cost * 1.05
        cash += revenue - cost + (6.5 if month == 4 else 0)
        by_hand.append(cash)
    certain = CERTAIN | dict(raise_probability=1, raise_window=(4, 4))
    result = simulate_runway(3, 12, **certain)
    assert result.sample_paths == pytest.approx(np.tile(by_hand, (3, 1)))
    assert result.quantiles.to_numpy() == pytest.approx(np.tile(by_hand, (5, 1)).T)


def test_a_path_once_below_zero_counts_for_good():
    rescued = CERTAIN | dict(cash=0.5, raise_probability=1, raise_amount=100, raise_window=(6, 6))
    result = simulate_runway(10, 12, **rescued)
    assert result.sample_paths[0, -1] > 0
    assert [result.probability_by(month) for month in (1, 2, 12)] == [0, 1, 1]


def test_raises_arrive_evenly_over_the_window_and_as_often_as_said():
    flat = CERTAIN | dict(revenue=0, cost=0, cash=0, raise_probability=0.8, raise_window=(2, 5))
    arrived = simulate_runway(60_000, 6, **flat).quantiles
    result = simulate_runway(500, 6, **flat)
    month_of_raise = (result.sample_paths > 0).argmax(axis=1)
    counts = np.bincount(month_of_raise, minlength=7)
    assert counts[1] == counts[6] == 0
    assert counts[0] / 500 == pytest.approx(0.2, abs=0.06)
    assert counts[2:6] / 500 == pytest.approx([0.2] * 4, abs=0.06)
    assert list(arrived[0.5]) == [0, 0, 0, 0, 6.5, 6.5, 6.5]


def monthly_growth(**spread):
    only_revenue = CERTAIN | dict(revenue=1, cost=0) | spread
    revenue = np.diff(simulate_runway(5_000, 9, **only_revenue).sample_paths)
    return revenue[:, 1:] / revenue[:, :-1] - 1


def test_growth_is_drawn_once_a_path_and_noise_every_month():
    growth = monthly_growth(growth_sd=0.05)
    assert growth.std(axis=1).max() < 1e-9
    assert growth[:, 0].std() == pytest.approx(0.05, rel=0.15)
    noise = monthly_growth(noise_sd=0.05)
    assert noise.std() == pytest.approx(0.05, rel=0.15)
    assert np.corrcoef(noise.T)[0, 1] == pytest.approx(0, abs=0.15)


def test_probability_never_falls_and_the_quantiles_are_in_order():
    result = simulate()
    by_month = [result.probability_by(month) for month in range(1, 25)]
    assert np.all(np.diff(by_month) >= 0)
    assert list(result.quantiles.index) == list(range(25))
    assert np.all(np.diff(result.quantiles.to_numpy(), axis=1) >= 0)
    assert np.all(result.quantiles.loc[0] == 5)
    assert result.sample_paths.shape == (500, 25)


def test_more_cash_and_a_surer_raise_lower_the_probability():
    assert simulate(cash=6).probability_by(24) < simulate().probability_by(24)
    surer = simulate(raise_probability=0.9)
    assert surer.probability_by(24) < simulate().probability_by(24)


@pytest.mark.parametrize("paths", [500, 65_536, 150_000])
def test_the_result_depends_on_the_seed_alone(monkeypatch, paths):
    results = []
    for cores in (1, 2, 7):
        monkeypatch.setattr(os, "cpu_count", lambda cores=cores: cores)
        results.append(simulate(paths=paths))
    for other in results[1:]:
        assert np.array_equal(other.below_zero, results[0].below_zero)
        assert np.array_equal(other.sample_paths, results[0].sample_paths)
        assert other.quantiles.equals(results[0].quantiles)
    assert not np.array_equal(simulate(paths=paths, seed=7).below_zero, results[0].below_zero)


def test_blocks_differ_from_each_other():
    one, two, three = (simulate(paths=n * 65_536).below_zero[-1] for n in (1, 2, 3))
    assert len({int(one), int(two - one), int(three - two)}) == 3


def test_memory_does_not_grow_with_the_paths(monkeypatch):
    import tracemalloc

    def peak(blocks):
        tracemalloc.start()
        simulate(paths=blocks * 65_536, months=9)
        highest = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()
        return highest

    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    assert peak(blocks=16) < 1.3 * peak(blocks=4)


def progress_lines(monkeypatch, seconds_each, notebook=True):
    lines, clock = [], [0.0]

    def display(text, **_):
        lines.append(text["text/plain"])
        return SimpleNamespace(update=display)

    def work():
        for result in range(4):
            clock[0] += seconds_each
            yield result

    monkeypatch.setattr(time, "monotonic", lambda: clock[0])
    monkeypatch.setattr(_progress, "_notebook_display", lambda: display if notebook else None)
    assert list(_progress.tracked(work(), 4, "Simulating")) == [0, 1, 2, 3]
    return lines


def test_progress_shows_after_two_seconds_and_is_erased(monkeypatch):
    lines = progress_lines(monkeypatch, seconds_each=1.5)
    assert lines == [f"Simulating: {done} % done" for done in (50, 75, 100)] + [""]


def test_short_work_and_work_outside_notebooks_shows_nothing(monkeypatch, capsys):
    assert progress_lines(monkeypatch, seconds_each=0.1) == []
    assert progress_lines(monkeypatch, seconds_each=9, notebook=False) == []
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        (dict(paths=0), "paths is 0: give a whole number from 1 to 1,000,000,000."),
        (dict(paths=2.5), "paths is 2.5: give a whole number from 1 to 1,000,000,000."),
        (dict(months=0), "months is 0: give a whole number from 1 to 120."),
        (dict(cash=-1), "cash is -1: give a number of 0 or more."),
        (dict(cash=[5, 6]), "cash is [5, 6]: give one number, not a list."),
        (dict(revenue="4"), "revenue is '4': give one number."),
        (dict(cost=np.nan), "cost holds nan: give one number, none missing or infinite."),
        (dict(growth=8), "growth is 8: give a number from -1 to 1."),
        (dict(growth_sd=-0.1), "growth_sd is -0.1: give a number from 0 to 1."),
        (dict(cost_growth=-2), "cost_growth is -2: give a number from -1 to 1."),
        (dict(cost_growth_sd=2), "cost_growth_sd is 2: give a number from 0 to 1."),
        (dict(noise_sd=4), "noise_sd is 4: give a number from 0 to 1."),
        (dict(raise_amount=-6), "raise_amount is -6: give a number of 0 or more."),
        (dict(raise_probability=80), "raise_probability is 80: give a probability from 0 to 1"),
        (dict(raise_window=(2, 25)), "raise_window is 25: give a whole number from 1 to 24."),
        (dict(raise_window=(0, 9)), "raise_window is 0: give a whole number from 1 to 24."),
        (dict(raise_window=(9, 2)), "raise_window is (9, 2): give the earlier month first."),
        (dict(raise_window=5), "raise_window is 5: give two months, such as (2, 9)."),
        (dict(raise_window="29"), "raise_window is '2': give one number."),
        (dict(seed=-1), "seed is -1: give a whole number from 0 to"),
        (dict(seed=None), "seed is None: give one number."),
    ],
)
def test_impossible_simulation(changes, sentence):
    with pytest.raises(ValueError) as error:
        simulate(**changes)
    assert str(error.value).startswith(sentence)


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: revenue_from_run_rate(0, 1), "start is 0: give a number above 0."),
        (lambda: revenue_from_run_rate(1, -1), "end is -1: give a number above 0."),
        (lambda: run_rate_to_revenue(-1), "growth is -1: give a number above -1."),
        (lambda: runway_months(-1, 5), "cash is -1: give a number of 0 or more."),
        (lambda: runway_months(1, 0), "annual_burn is 0: give a number above 0."),
        (lambda: runway_months(1, 5, 1), "noncash_share is 1: give a fraction from 0 to below 1."),
        (lambda: runway_months(1, 5, 30), "noncash_share is 30: give a fraction from 0 to 1"),
        (lambda: burn_multiple(1, 0), "net_new_run_rate is 0: give a number above 0."),
        (lambda: rule_of_40("2", 0), "growth is '2': give a number."),
        (lambda: simulate(paths=9).probability_by(25), "month is 25: give a whole number from 1"),
        (lambda: simulate(paths=9).standard_error(0), "month is 0: give a whole number from 1"),
    ],
)
def test_impossible_input(call, sentence):
    with pytest.raises(ValueError) as error:
        call()
    assert str(error.value).startswith(sentence)

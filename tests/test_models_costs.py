import numpy as np
import pytest

from helpers.models.costs import (
    capacity_multiple,
    cost_per_query,
    daily_gpu_cost,
    price_half_life,
    queue_stretch,
)
from tests.expectations import expected


def test_daily_gpu_cost():
    assert daily_gpu_cost(290e3, 1.30) / 1e6 == expected("L03.chatgpt_day_2024_M")
    assert daily_gpu_cost(350e3, 1.30) * 365 / 1e9 == expected("L03.inference_2024_bn")
    assert 694_444 / daily_gpu_cost(28_936, 1) == expected("L03.gpu_hour_price")


@pytest.mark.parametrize(
    ("daily_cost", "queries", "key"),
    [
        (694_444, 195e6, "L03.cost_per_query_cents"),
        (9.048e6, 1e9, "L03.cents_per_msg_dec24"),
        (9.048e6, 1e9 * 200 / 300, "L03.cents_per_msg_jul24"),
        (700e3, 1e9, "L03.cents_per_msg_if_1bn_at_700k"),
    ],
)
def test_cost_per_query(daily_cost, queries, key):
    assert 100 * cost_per_query(daily_cost, queries) == expected(key)


def test_gpu_price_at_which_a_reply_costs_a_cent():
    price = 1 / (100 * cost_per_query(daily_gpu_cost(28_936, 1), 195e6))
    assert price == expected("L03.flip_gpu_price_1c")


def test_cost_per_query_by_column():
    assert cost_per_query(np.array([100, 200]), np.array([10, 40])) == pytest.approx([10, 5])


def test_price_half_life():
    assert price_half_life(10) == expected("L03.price_halving_10x_months")
    assert 10 ** -(price_half_life(10) / 12) == pytest.approx(0.5)


@pytest.mark.parametrize("utilisation", [0.5, 0.8, 0.9, 0.99])
def test_queue_stretch(utilisation):
    assert queue_stretch(utilisation) == expected(f"L03.mm1_stretch_{utilisation}")


def test_queue_stretch_agrees_with_a_simulated_queue():
    random, n = np.random.default_rng(3), 200_000
    gaps, services = random.exponential(1 / 0.6, n), random.exponential(1, n)
    net = np.concatenate(([0], np.cumsum(services[:-1] - gaps[1:])))
    waits = net - np.minimum.accumulate(net)
    assert (waits + services).mean() == pytest.approx(queue_stretch(0.6), rel=0.05)


def test_capacity_multiple():
    assert capacity_multiple(3, 0.6) == pytest.approx(5)
    assert capacity_multiple(1, 1) == 1


@pytest.mark.parametrize(
    ("call", "sentence"),
    [
        (lambda: daily_gpu_cost(-1, 1), "gpus is -1: give a number of 0 or more."),
        (lambda: daily_gpu_cost(1, "1 USD"), "usd_per_gpu_hour is '1 USD': give a number of 0"),
        (lambda: cost_per_query(1, 0), "queries is 0: give a number above 0."),
        (lambda: cost_per_query(np.inf, 1), "daily_cost holds inf: give a number of 0 or more,"),
        (lambda: price_half_life(1), "annual_factor is 1: give a number above 1."),
        (lambda: price_half_life(0.1), "annual_factor is 0.1: give a number above 1."),
        (lambda: queue_stretch(1), "utilisation is 1: give a fraction from 0 to below 1."),
        (lambda: queue_stretch([0.5, 1.2]), "utilisation is 1.2: give a fraction from 0 to below"),
        (lambda: queue_stretch(-0.1), "utilisation is -0.1: give a number of 0 or more."),
        (lambda: capacity_multiple(0.9, 0.5), "peak_to_mean is 0.9: give a number of 1 or more."),
        (lambda: capacity_multiple(2, 0), "target_utilisation is 0: give a number above 0."),
        (lambda: capacity_multiple(2, 80), "target_utilisation is 80: give a fraction from 0 to"),
    ],
)
def test_impossible_input(call, sentence):
    with pytest.raises(ValueError) as error:
        call()
    assert str(error.value).startswith(sentence)

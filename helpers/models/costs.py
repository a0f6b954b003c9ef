"""Cost of answering: GPUs, price per query, queues and spare capacity."""

import numpy as np

from helpers.models._arguments import (
    BadInput,
    above,
    at_least,
    non_negative,
    plain,
    positive,
    share,
)

HOURS_PER_DAY = 24
MONTHS_PER_YEAR = 12


def daily_gpu_cost(gpus, usd_per_gpu_hour):
    """Cost of a day of GPUs that run day and night.

    gpus: how many, 0 or more; usd_per_gpu_hour: USD for one of them for an hour, 0 or more.
    Returns USD a day.

    >>> daily_gpu_cost(gpus=1_000, usd_per_gpu_hour=2)
    48000.0
    """
    gpus = non_negative("gpus", gpus)
    return gpus * HOURS_PER_DAY * non_negative("usd_per_gpu_hour", usd_per_gpu_hour)


def cost_per_query(daily_cost, queries):
    """Cost of one query, by dividing a day's cost by the same day's queries.

    daily_cost: USD a day, 0 or more; queries: queries a day, above 0.
    Returns USD a query (0.01 is one cent).

    >>> cost_per_query(daily_cost=48_000, queries=4_800_000)
    0.01
    """
    return non_negative("daily_cost", daily_cost) / positive("queries", queries)


def price_half_life(annual_factor):
    """Months in which a price halves when it is divided by annual_factor every year.

    annual_factor: above 1; 4 means four times cheaper after a year.
    Returns months.

    >>> price_half_life(4)
    6.0
    """
    factor = above("annual_factor", annual_factor, 1)
    return plain(MONTHS_PER_YEAR / np.log2(factor))


def queue_stretch(utilisation):
    """How many times longer than its service a request takes, waiting included (M/M/1 queue).

    utilisation: share of time that the server is busy, from 0 to below 1.
    Returns a multiple: 1 with nobody else there, 2 at half use.
    Source: L. Kleinrock, "Queueing Systems, Volume 1: Theory", 1975.

    >>> queue_stretch(0.75)
    4.0
    """
    busy = non_negative("utilisation", utilisation)
    if np.any(busy >= 1):
        raise BadInput(f"utilisation is {np.max(busy):g}: give a fraction from 0 to below 1.")
    return 1 / (1 - busy)


def capacity_multiple(peak_to_mean, target_utilisation):
    """Capacity to hold, as a multiple of the mean load, so that the peak keeps to a target.

    peak_to_mean: load at the peak over the mean load, 1 or more;
    target_utilisation: share of the capacity used at the peak, above 0 and at most 1.
    Returns a multiple of the mean load.

    >>> capacity_multiple(peak_to_mean=2, target_utilisation=0.8)
    2.5
    """
    target = share("target_utilisation", target_utilisation)
    return at_least("peak_to_mean", peak_to_mean, 1) / positive("target_utilisation", target)

"""A toy model of effort on product and research, and a board of weighed evidence."""

import math

import numpy as np

from helpers.models._arguments import (
    between,
    finite_array,
    non_negative,
    same_length,
    share,
    single,
    whole,
)

_EFFORTS = np.arange(101) / 100


def knowledge_after(
    effort,
    reinvested,
    years=20,
    *,
    revenue_per_knowledge=0.6,
    base_budget=1,
    research_yield=0.25,
    obsolescence=0.12,
    start=1,
):
    """Return the knowledge of a laboratory that also sells a product, after some years.

    Each year, revenue = revenue_per_knowledge × effort × knowledge; budget = base_budget +
    reinvested × revenue; knowledge becomes (1 - obsolescence) × knowledge + research_yield ×
    (1 - effort) × budget. All parameters are illustrative: nobody measured them.

    effort: fraction 0-1 of effort that goes into the product, a number or an array
    reinvested: money put into research for each unit of revenue, 0 or more
    years: whole number of steps; start: knowledge at the outset
    Returns knowledge in units of start, of the shape of effort.
    Raises ValueError for fractions outside 0-1, negative parameters, less than one year.

    >>> round(knowledge_after(0, 2), 3), round(knowledge_after(0.3, 2), 3)
    (1.999, 2.43)
    """
    effort = share("effort", effort)
    reinvested = non_negative("reinvested", single("reinvested", reinvested))
    revenue_per_knowledge = non_negative("revenue_per_knowledge", revenue_per_knowledge)
    base_budget = non_negative("base_budget", base_budget)
    research_yield = non_negative("research_yield", research_yield)
    obsolescence = share("obsolescence", obsolescence)
    knowledge = non_negative("start", start)
    for _ in range(whole("years", years, 1, 1_000)):
        budget = base_budget + reinvested * revenue_per_knowledge * effort * knowledge
        knowledge = (1 - obsolescence) * knowledge + research_yield * (1 - effort) * budget
    return knowledge


def best_effort(reinvested, years=20, **parameters):
    """Return the effort on product that leaves the most knowledge after some years.

    reinvested, years, parameters: as in knowledge_after, which also states the errors
    Returns a fraction 0-1, found on a grid of steps of 0.01.

    >>> best_effort(0), best_effort(2)
    (0.0, 0.29)
    """
    outcomes = knowledge_after(_EFFORTS, reinvested, years, **parameters)
    return float(_EFFORTS[outcomes.argmax()])


def evidence_score(directions, weights):
    """Return the weighted sum of indicators; its sign is the verdict.

    directions: one number from -1 (for one side) to +1 (for the other side) an indicator
    weights: one number of 0 or more an indicator
    Returns a number; 0 is undecided.
    Raises ValueError for directions outside -1 to 1, negative weights, different lengths.

    >>> evidence_score([1, -1, 1], [2, 3, 0.5])
    -0.5
    """
    directions, weights = _board(directions, weights)
    return float(directions @ weights)


def flip_weight(directions, weights, indicator):
    """Return the weight of one indicator at which the verdict turns, the others unchanged.

    directions, weights, errors: as in evidence_score
    indicator: its position, from 0
    Returns a weight of 0 or more; infinity where no weight of this indicator can turn it.

    >>> flip_weight([1, -1, 1], [2, 3, 0.5], indicator=0)
    2.5
    """
    directions, weights = _board(directions, weights)
    indicator = whole("indicator", indicator, 0, len(weights) - 1)
    weights[indicator] = 0
    rest = float(directions @ weights)
    pull = float(directions[indicator])
    return -rest / pull if pull and rest * pull <= 0 else math.inf


def _board(directions, weights):
    directions = between("directions", finite_array("directions", directions), -1, 1)
    weights = non_negative("weights", finite_array("weights", weights))
    same_length(directions=directions, weights=weights)
    return directions, weights

"""Who depends on whom, how long a service is down, and how a joint gain is divided."""

from collections.abc import Iterable, Mapping
from itertools import combinations
from math import factorial

import numpy as np

from helpers.models._arguments import BadInput, finite_array, number, share, single, whole

HOURS_A_YEAR = 24 * 365


def dependents(edges, node):
    """Return every node that depends on a node, directly or through others.

    edges: pairs (dependent, provider); node: one of their names
    Returns a set of names, without the node itself.
    Raises ValueError for anything but pairs and for a node that stands in none of them.

    >>> sorted(dependents([("app", "lab"), ("lab", "cloud"), ("shop", "cloud")], "cloud"))
    ['app', 'lab', 'shop']
    """
    from networkx import ancestors

    return ancestors(_graph(edges, node), node)


def direct_dependents(edges, node):
    """Return the nodes that depend on a node directly.

    edges, node, errors: as in dependents
    Returns a set of names.

    >>> sorted(direct_dependents([("app", "lab"), ("lab", "cloud"), ("shop", "cloud")], "cloud"))
    ['lab', 'shop']
    """
    return set(_graph(edges, node).predecessors(node))


def downtime_hours(uptime, providers=1, common_cause=0):
    """Return the hours a year in which all of several equal providers are down at once.

    uptime: fraction 0-1 of the time in which one provider works, a number or an array
    providers: how many stand in for each other
    common_cause: fraction 0-1 of one provider's downtime that hits all of them together
    Returns hours in a year of 8,760; an approximation for rare outages (uptime above 0.5).
    Raises ValueError for fractions outside 0-1 and for less than one provider.
    Source: the beta factor of Fleming, "A Reliability Model for Common Mode Failure in
    Redundant Safety Systems", 1975.

    >>> round(downtime_hours(0.9), 1), round(downtime_hours(0.9, providers=2), 1)
    (876.0, 87.6)
    """
    down = 1 - share("uptime", uptime)
    common_cause = share("common_cause", common_cause)
    providers = whole("providers", providers, 1, 100)
    together = common_cause * down
    return (together + (down - together) ** providers) * HOURS_A_YEAR


def herfindahl(shares):
    """Return the Herfindahl-Hirschman index of concentration.

    shares: fractions 0-1 that add to one
    Returns the index on the usual scale: 10,000 for one holder, near 0 for very many.
    Raises ValueError if the shares do not add to one.
    Source: United States Department of Justice, Merger Guidelines, 1982.

    >>> herfindahl([0.5, 0.5])
    5000.0
    """
    shares = share("shares", finite_array("shares", shares))
    if abs(shares.sum() - 1) > 1e-6:
        raise BadInput(f"shares add to {shares.sum():g}: give fractions that add to 1.")
    return float(10_000 * (shares**2).sum())


def shapley(players, value):
    """Return the Shapley value: each player's contribution, averaged over orders of arrival.

    players: up to 12 different names, or one string of letters
    value: dict from a group of players (a tuple of names, or a string of letters) to what
        the group is worth; groups that are not listed are worth 0
    Returns a dict from player to worth, in the unit of value; they add to the worth of all.
    Raises ValueError for repeated or unknown players and for worths that are not numbers.
    Source: Shapley, "A Value for n-Person Games", Contributions to the Theory of Games II,
    1953.

    >>> shapley("AB", {"A": 10, "AB": 30})
    {'A': 20.0, 'B': 10.0}
    """
    players = list(players) if isinstance(players, Iterable) else [players]
    named = all(isinstance(player, str) for player in players)
    if not named or not 1 <= len(set(players)) == len(players) <= 12:
        raise BadInput(f"players is {players}: give 1 to 12 different names.")
    if not isinstance(value, Mapping):
        raise BadInput(f"value is {value!r}: give a dict from groups of players to numbers.")
    worth = {}
    for group, amount in value.items():
        unknown = sorted(set(group) - set(players))
        if unknown:
            raise BadInput(
                f"value names {unknown[0]!r} in {group!r}: give groups of {players}, "
                "each as a tuple of names."
            )
        worth[frozenset(group)] = number("value", single("value", amount))

    def contribution(player):
        others = [other for other in players if other != player]
        total = 0.0
        for size in range(len(players)):
            orders = factorial(size) * factorial(len(others) - size)
            for group in map(frozenset, combinations(others, size)):
                gain = worth.get(group | {player}, 0.0) - worth.get(group, 0.0)
                total += orders * gain
        return total / factorial(len(players))

    return {player: contribution(player) for player in players}


def _graph(edges, node):
    from networkx import DiGraph

    pairs = np.array(list(edges) if isinstance(edges, Iterable) else [], dtype=object)
    if pairs.shape[1:] != (2,) or not all(isinstance(name, str) for name in pairs.flat):
        raise BadInput("edges holds something else than pairs: give (dependent, provider).")
    graph = DiGraph(pairs.tolist())
    if node not in graph:
        raise BadInput(f"node is {node!r}: give one of {', '.join(sorted(graph))}.")
    return graph

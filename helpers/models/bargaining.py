"""Bargaining between two partners, hold-up, and money that circulates between firms."""

from typing import NamedTuple

import numpy as np

from helpers.models._arguments import BadInput, non_negative, share, whole


class Bargain(NamedTuple):
    """What each side gets, as numbers or as arrays of one shape."""

    a: float
    b: float


def nash_bargain(surplus, outside_a, outside_b, power=0.5):
    """Return the Nash bargain over a surplus between two sides with outside options.

    surplus, outside_a, outside_b: what both get together with a deal, and each without one,
        in one unit, numbers or arrays
    power: fraction 0-1 of the gain from the deal that goes to side a
    Returns a Bargain (a, b) in the same unit; the two add to the surplus.
    Raises ValueError if the outside options exceed the surplus: no deal is possible then.
    Source: Nash, "The Bargaining Problem", Econometrica, 1950.

    >>> nash_bargain(100, 10, 40)
    Bargain(a=35.0, b=65.0)
    """
    surplus = non_negative("surplus", surplus)
    outside_a = non_negative("outside_a", outside_a)
    outside_b = non_negative("outside_b", outside_b)
    outside = outside_a + outside_b
    if np.any(outside > surplus):
        raise BadInput(
            f"outside_a and outside_b add to {np.max(outside):g}: give at most the surplus, "
            f"{np.min(surplus):g}; above it no deal is possible."
        )
    a = outside_a + share("power", power) * (surplus - outside)
    return Bargain(a, surplus - a)


def hold_up_efficiency(share_kept):
    """Return the part of the best possible surplus that is reached under hold-up.

    One side invests e at a cost of e²/2, creates a surplus of e, and keeps a share of it.
    share_kept: fraction 0-1 that the investing side keeps, a number or an array
    Returns a fraction 0-1 of the surplus reached with full effort.
    Raises ValueError outside 0-1.
    Source: after Grossman and Hart, "The Costs and Benefits of Ownership", Journal of
    Political Economy, 1986; Hart and Moore, "Property Rights and the Nature of the Firm",
    Journal of Political Economy, 1990.

    >>> hold_up_efficiency(0.8)
    0.96
    """
    share_kept = share("share_kept", share_kept)
    return share_kept * (2 - share_kept)


def gross_flows(shares_matrix, entry):
    """Return the money that each firm books for one unit of outside money, all rounds added.

    shares_matrix: square; row i, column j is the fraction 0-1 of firm i's receipts that it
        spends at firm j; a row adds to at most 1
    entry: position, from 0, of the firm at which the outside money comes in
    Returns an array, one number a firm, in units of the outside money.
    Raises ValueError if the matrix is not square, a row adds to more than 1, or nothing ever
    leaves the circle (spectral radius of 1).
    Source: Leontief, "Quantitative Input and Output Relations in the Economic System of the
    United States", Review of Economic Statistics, 1936.

    >>> gross_flows([[0, 0.5], [0.4, 0]], entry=0).round(3).tolist()
    [1.25, 0.625]
    """
    matrix = np.asarray(share("shares_matrix", shares_matrix))
    if matrix.ndim != 2 or matrix.shape[0] != matrix.shape[1]:
        raise BadInput(f"shares_matrix has shape {matrix.shape}: give as many rows as columns.")
    highest = matrix.sum(axis=1).max()
    if highest > 1 + 1e-12:
        raise BadInput(
            f"shares_matrix has a row that adds to {highest:g}: give rows of at most 1."
        )
    radius = abs(np.linalg.eigvals(matrix)).max()
    if radius > 1 - 1e-12:
        raise BadInput(
            f"shares_matrix has a spectral radius of {radius:g}: give one below 1, "
            "so that some money leaves the circle."
        )
    firms = len(matrix)
    arrival = np.eye(firms)[whole("entry", entry, 0, firms - 1)]
    return np.linalg.solve((np.eye(firms) - matrix).T, arrival)


def gross_per_external(shares_matrix, entry):
    """Return the money booked by all firms together for one unit of outside money.

    shares_matrix, entry: as in gross_flows, which also states the errors and the source
    Returns a number in units of the outside money, 1 or more.

    >>> round(gross_per_external([[0, 0.5], [0.4, 0]], entry=0), 3)
    1.875
    """
    return float(gross_flows(shares_matrix, entry).sum())

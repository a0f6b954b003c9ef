"""Checks of arguments: each returns a float or an array of floats, or raises ValueError.

A single number comes back as a float, anything longer as an array of the same shape.
"""

import reprlib

import numpy as np


class BadInput(ValueError):
    """Impossible input to a formula; a notebook shows its sentence without a traceback."""

    def _render_traceback_(self):
        return [f"ValueError: {self}"]


def finite_array(name, values):
    """Return one dimension of at least one finite number; True and False count as 1 and 0."""
    array = _numbers(name, values, kinds="biuf", wanted="a list of numbers")
    if array.ndim != 1 or array.size == 0:
        raise BadInput(f"{name} has shape {array.shape}: give a list of numbers.")
    return array


def same_length(**arrays):
    """Refuse arrays of different lengths; the keywords are the arguments' names."""
    if len({len(array) for array in arrays.values()}) > 1:
        lengths = ", ".join(f"{name} has {len(array)}" for name, array in arrays.items())
        raise BadInput(f"{lengths} values: give the same number of each.")


def single(name, value):
    """Return one finite number as a float."""
    array = _numbers(name, value, wanted="one number")
    if array.ndim:
        raise BadInput(f"{name} is {_shown(value)}: give one number, not a list.")
    return float(array)


def number(name, value):
    """Return any finite number."""
    return _within(name, value, -np.inf, np.inf, "a number")


def positive(name, value):
    """Return a number above 0."""
    return above(name, value, 0)


def non_negative(name, value):
    """Return a number of 0 or more."""
    return at_least(name, value, 0)


def share(name, value):
    """Return a fraction from 0 to 1, both included."""
    return _within(name, value, 0, 1, "a fraction from 0 to 1 (12 % is 0.12)")


def probability(name, value):
    """Return a probability from 0 to 1, both included."""
    return _within(name, value, 0, 1, "a probability from 0 to 1 (80 % is 0.8)")


def level(name, value):
    """Return one confidence level strictly between 0 and 1."""
    wanted = "a level between 0 and 1, such as 0.95"
    return _within(name, single(name, value), 0, 1, wanted, low_open=True, high_open=True)


def between(name, value, low, high):
    """Return a number from low to high, both included."""
    return _within(name, value, low, high, f"a number from {low:,g} to {high:,g}")


def at_least(name, value, low):
    """Return a number of low or more."""
    return _within(name, value, low, np.inf, f"a number of {low:,g} or more")


def above(name, value, low):
    """Return a number above low."""
    return _within(name, value, low, np.inf, f"a number above {low:,g}", low_open=True)


def whole(name, value, low, high):
    """Return one whole number from low to high, both included, as an int."""
    checked = single(name, value)
    if checked != int(checked) or not low <= checked <= high:
        wanted = f"a whole number from {low:,} to {high:,}"
        raise BadInput(f"{name} is {_shown(value)}: give {wanted}.")
    return int(value)


def plain(value):
    """Return a result as a Python float where it is one number, else as it is."""
    return value if np.ndim(value) else float(value)


def _within(name, value, low, high, wanted, low_open=False, high_open=False):
    array = _numbers(name, value, wanted=wanted)
    too_low = array <= low if low_open else array < low
    too_high = array >= high if high_open else array > high
    outside = array[too_low | too_high]
    if outside.size:
        raise BadInput(f"{name} is {outside.flat[0]:g}: give {wanted}.")
    return plain(array)


def _numbers(name, value, wanted, kinds="iuf"):
    try:
        array = np.asarray(value)
    except ValueError:
        array = np.asarray(None)
    if array.dtype.kind not in kinds:
        raise BadInput(f"{name} is {_shown(value)}: give {wanted}.")
    array = array.astype(float)
    if not np.isfinite(array).all():
        first = array[~np.isfinite(array)].flat[0]
        raise BadInput(f"{name} holds {first}: give {wanted}, none missing or infinite.")
    return array


def _shown(value):
    return reprlib.repr(value.item() if isinstance(value, np.generic) else value)

"""check(key, value): feedback that names the mistake and never stops the lesson."""

import math

from helpers import record
from helpers.exercises import ANY, lesson
from helpers.words import is_number, listed, plural, wrap

passed = {}


def check(key, value):
    """Print one sentence about an answer: open, wrong type, correct, or which mistake was made.

    key: "03-2" is exercise 2 of lesson 03. value: the answer; ... means not answered yet.
    Never raises for an answer, and never prints the right one.
    """
    exercise = _find(key)
    if exercise is None:
        return
    correct, sentence = _judge(exercise, value)
    if not _is_open(value):
        passed[key] = correct
    if correct:
        record.remember(key[:2], "checks", {key: True})
    mark = "…" if _is_open(value) else "✔" if correct else "✘"
    print(wrap(f"{mark} {key} {'correct. ' if correct else ''}{sentence}".rstrip()))


def _find(key):
    asked = lesson(str(key)[:2])
    if asked and key in asked.exercises:
        return asked.exercises[key]
    known = ", ".join(asked.exercises) if asked else "00-1 and so on"
    print(wrap(f"✘ There is no exercise {key!r} here; the keys are {known}."))


def _judge(exercise, value):
    if _is_open(value):
        return False, f"is open: {exercise.start}"
    if callable(exercise.answer) and exercise.cases:
        return _judge_function(exercise, value)
    answer = exercise.answer()
    value = _plain(value)
    wrong_type = _wrong_type(exercise, answer, value)
    if wrong_type:
        return False, wrong_type
    if _close(value, answer, exercise.tolerance):
        return True, exercise.meaning
    for mistake in exercise.mistakes:
        known = mistake.value() if callable(mistake.value) else mistake.value
        if _is_mistake(value, known):
            return False, mistake.says
    return False, _distance(exercise, answer, value)


def _is_open(value):
    return value is ... or (isinstance(value, tuple) and bool(value)
                            and all(part is ... for part in value))


def _judge_function(exercise, function):
    if not callable(function):
        return False, (f"needs a function; this is {_kind(_plain(function))}. "
                       "Give its name without brackets.")
    right = exercise.answer()
    for case in exercise.cases:
        said = f"for {', '.join(map(repr, case))}"
        try:
            result = function(*case)
        except Exception as error:
            known = _known_mistake(exercise, case, type(error))
            return False, known or f"{said} your function stops with {type(error).__name__}."
        if not _close(_plain(result), right(*case), exercise.tolerance):
            known = _known_mistake(exercise, case, _plain(result))
            return False, known or f"{said} your function gives {result!r}, which is not right."
    return True, exercise.meaning


def _known_mistake(exercise, case, result):
    for mistake in exercise.mistakes:
        if mistake.value == (case, result):
            return mistake.says


def _plain(value):
    """Numpy scalars, one-value columns and Ellipsis-free tuples become plain Python."""
    if hasattr(value, "ndim") and hasattr(value, "item") and getattr(value, "size", 0) == 1:
        return value.item()
    if hasattr(value, "tolist") and getattr(value, "ndim", 0) == 1:
        return tuple(value.tolist())
    return tuple(_plain(part) for part in value) if isinstance(value, list | tuple) else value


def _kind(value):
    if value is None:
        return "None, no value at all (did the cell that computes it end with a value?)"
    if isinstance(value, bool):
        return f"{value}, a yes or no"
    if isinstance(value, str):
        return "text"
    if hasattr(value, "columns"):
        return f"a whole table of {plural(len(value), 'row')}"
    if isinstance(value, tuple):
        return f"a list of {plural(len(value), 'value')}"
    if is_number(value):
        return "a number"
    if isinstance(value, float | int):
        return str(value) if isinstance(value, float) else "a number too large to use"
    return f"of type {type(value).__name__}"


def _wrong_type(exercise, answer, value):
    unit = f" ({exercise.unit})" if exercise.unit else ""
    if not isinstance(answer, tuple):
        return _wrong_part(answer, value, unit)
    if not isinstance(value, tuple) or len(value) != len(answer):
        return (f"needs {len(answer)} values in brackets: ({', '.join(exercise.parts)}){unit}; "
                f"this is {_kind(value)}.")
    for name, right, part in zip(exercise.parts, answer, value, strict=True):
        if trouble := _wrong_part(right, part, unit):
            return f"{name}: {trouble}"
    return ""


def _wrong_part(answer, value, unit):
    if value is ...:
        return "this part is still open; replace the three dots."
    if isinstance(answer, bool):
        return "" if isinstance(value, bool) else f"needs True or False; this is {_kind(value)}."
    if isinstance(answer, str):
        if not isinstance(value, str):
            return f"needs text in quotes{unit}; this is {_kind(value)}."
        letter = len(answer) == 1 and len(_letter(value)) != 1
        return f"needs one letter in quotes{unit}; this is a longer text." if letter else ""
    if is_number(value):
        return ""
    return f"needs one number{unit}; this is {_kind(value)}.{_way_out(value)}"


def _way_out(value):
    if isinstance(value, str):
        digits = value.strip().replace(",", ".").lstrip("-").replace(".", "", 1).isdigit()
        return " Take the quotation marks away." if digits else " Write it in digits."
    if isinstance(value, tuple) and len(value) == 2 and all(type(part) is int for part in value):
        return " Pick one value from it; a decimal takes a point: 0.5, not 0,5."
    if isinstance(value, tuple) or hasattr(value, "columns"):
        return " Pick one value from it."
    if hasattr(value, "days"):
        return " Add .days to a span of time."
    if isinstance(value, float):
        return " A missing or impossible value went into the calculation."
    return ""


def _close(value, answer, tolerance):
    if isinstance(answer, tuple):
        each = tolerance if isinstance(tolerance, tuple) else (tolerance,) * len(answer)
        return isinstance(value, tuple) and len(value) == len(answer) and all(
            map(_close, value, answer, each))
    if isinstance(answer, str) and isinstance(value, str):
        return _letter(value) == answer.lower()
    if is_number(answer) and is_number(value):
        return abs(value - answer) <= tolerance + 1e-12
    return type(value) is type(answer) and value == answer


def _letter(text):
    return text.strip(" ().").lower()


def _is_mistake(value, known):
    if known is ANY:
        return True
    if isinstance(known, tuple):
        return isinstance(value, tuple) and all(map(_is_mistake, value, known))
    if is_number(known) and is_number(value):
        return math.isclose(value, known, rel_tol=5e-3, abs_tol=1e-9)
    if isinstance(known, str) and isinstance(value, str):
        return _letter(value) == known
    return type(value) is type(known) and value == known


def _distance(exercise, answer, value):
    if not isinstance(answer, tuple):
        return (_direction(answer, value, exercise.unit) if is_number(answer)
                else "is not it. Look again.")
    room = exercise.tolerance
    room = room if isinstance(room, tuple) else (room,) * len(answer)
    wrong = {name: (right, part) for name, right, part, r
             in zip(exercise.parts, answer, value, room, strict=True)
             if not _close(part, right, r)}
    fine = [name for name in exercise.parts if name not in wrong]
    said = [f"{name}: {_direction(right, part, exercise.unit)}" if is_number(right)
            else f"{name}: look again." for name, (right, part) in wrong.items()]
    return " ".join([f"{listed(fine)}: right."] * bool(fine) + said)


def _direction(answer, value, unit):
    if answer and math.isclose(value, -answer, rel_tol=5e-3):
        return "the size is right, the sign is not."
    ratio = abs(value / answer) if answer else 0
    for factor in (10**9, 10**6, 1000, 100):
        for times, way in ((factor, "large"), (1 / factor, "small")):
            if math.isclose(ratio, times, rel_tol=2e-2):
                return f"{factor:,} times too {way}. Check the unit: {_units(factor, unit)}"
    side = "above" if value > answer else "below"
    return f"{side} the right value. Check your steps one by one."


def _units(factor, unit):
    if factor > 100:
        return "thousand, million or billion?"
    return "dollars or cents?" if "cent" in unit else "a percentage or a fraction?"

"""Every known mistake gets its own sentence, right answers are right, odd input is answered."""

import importlib
import math

import numpy as np
import pandas as pd
import pytest

from helpers.checks import check
from helpers.exercises import lesson
from helpers.teach import lessons

CHECKED = {path.name[:2]: importlib.import_module(f"tests.checked.lesson_{path.name[:2]}")
           for path in lessons()}
RIGHT = {key: value for module in CHECKED.values() for key, value in module.RIGHT.items()}
WRONG = [row for module in CHECKED.values() for row in module.WRONG]


def said(capsys, key, value):
    capsys.readouterr()
    assert check(key, value) is None
    return " ".join(capsys.readouterr().out.split())


def exercises():
    return {key: exercise for path in lessons()
            for key, exercise in lesson(path.name[:2]).exercises.items()}


def test_every_exercise_has_an_independent_answer():
    assert set(RIGHT) == set(exercises())


@pytest.mark.parametrize("key", RIGHT)
def test_right_answers_are_right(key, capsys, record):
    assert said(capsys, key, RIGHT[key]).startswith(f"✔ {key} correct.")


@pytest.mark.parametrize("key", RIGHT)
def test_a_known_mistake_gets_its_own_sentence_without_the_answer(key, capsys, record):
    answer = exercises()[key].answer()
    for value, sentence in known_mistakes(key):
        text = said(capsys, key, value)
        assert text == f"✘ {key} {sentence}", value
        assert not isinstance(answer, float) or f"{answer:.3g}" not in text, value


def known_mistakes(key):
    return [(value, sentence) for k, value, sentence in WRONG if k == key]


def test_numeric_exercises_know_two_mistakes_at_least():
    for key, exercise in exercises().items():
        tested = {sentence for k, _, sentence in WRONG if k == key}
        assert tested == {mistake.says for mistake in exercise.mistakes}, key
        assert len(tested) >= 2, key


def parts(value):
    return value if isinstance(value, tuple) else (value,)


@pytest.mark.parametrize("key", RIGHT)
def test_mistakes_are_far_from_the_answer(key):
    exercise = exercises()[key]
    answer, room = exercise.answer(), exercise.tolerance
    room = room if isinstance(room, tuple) else (room,) * len(parts(answer))
    for value, _ in known_mistakes(key):
        assert callable(value) or any(
            a != v if isinstance(a, bool | str) or isinstance(v, bool) else abs(a - v) > 2 * r
            for a, v, r in zip(parts(answer), parts(value), room, strict=True)), value


ODD = ["text", None, math.nan, math.inf, [1, 2, 3], (), {}, {1}, b"x", 1j, len, object(),
       pd.DataFrame({"a": [1, 2]}), pd.Series([1.0, 2.0, 3.0, 4.0]), np.zeros((2, 2)), True,
       pd.NaT, np.float64(1e9), -1e30, (..., 1), (None, None), ("a", "b", "c"), 10**400]


@pytest.mark.parametrize("key", RIGHT)
def test_odd_answers_get_a_sentence(key, capsys, record):
    for value in ODD:
        text = said(capsys, key, value)
        assert text.startswith(f"✘ {key} ") and len(text) > 20, f"{value!r}: {text}"
        assert "Traceback" not in text


def test_an_open_answer_says_how_to_start(capsys, record):
    for key, exercise in exercises().items():
        assert said(capsys, key, ...) == f"… {key} is open: {exercise.start}"
        assert said(capsys, key, (..., ...)) == f"… {key} is open: {exercise.start}"


@pytest.mark.parametrize("factor, words", [
    (1000, "1,000 times too large. Check the unit: thousand, million or billion?"),
    (1e-6, "1,000,000 times too small. Check the unit: thousand, million or billion?"),
    (100, "100 times too large. Check the unit: a percentage or a fraction?"),
    (-1, "the size is right, the sign is not."),
    (1.5, "above the right value. Check your steps one by one."),
    (0.5, "below the right value. Check your steps one by one."),
])
def test_unit_and_sign_are_named(factor, words, capsys, record):
    answer = exercises()["00-2"].answer()
    assert said(capsys, "00-2", answer * factor) == f"✘ 00-2 {words}"


def test_one_value_from_pandas_or_numpy_is_a_number(capsys, record):
    answer = exercises()["00-2"].answer()
    for value in (np.float32(answer), np.array([answer]), pd.Series([answer])):
        assert "correct" in said(capsys, "00-2", value)


def test_parts_that_are_right_are_said(capsys, record):
    low, _ = exercises()["00-3"].answer()
    assert said(capsys, "00-3", (low, 0.5)) == (
        "✘ 00-3 low: right. high: above the right value. Check your steps one by one.")


def test_a_span_of_time_says_to_add_days(capsys, record):
    assert said(capsys, "00-2", pd.Timedelta("3D")).endswith("Add .days to a span of time.")


def test_text_says_to_take_the_quotes_away(capsys, record):
    assert said(capsys, "00-2", "7.9") == (
        "✘ 00-2 needs one number (visits per visitor); this is text. Take the quotation marks "
        "away.")


def test_a_decimal_comma_says_to_take_a_point(capsys, record):
    assert said(capsys, "00-2", (7, 92)) == (
        "✘ 00-2 needs one number (visits per visitor); this is a list of 2 values. Pick one value "
        "from it; a decimal takes a point: 0.5, not 0,5.")


def test_an_unknown_key_names_the_keys(capsys, record):
    assert said(capsys, "00-99", 1).startswith("✘ There is no exercise '00-99' here; the keys are "
                                               "00-1,")
    assert "no exercise 5" in said(capsys, 5, 1)

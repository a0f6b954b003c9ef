"""What a lesson asks and how it answers: one module a lesson, nothing typed that data hold."""

import importlib
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

ANY = type("Any", (), {"__repr__": lambda self: "ANY"})()


@dataclass(frozen=True)
class Mistake:
    """A wrong answer that people give, and the sentence that names what went wrong.

    value: the wrong answer, or a function that computes it; ANY stands for a part of a tuple
    that does not matter.
    """

    value: Any
    says: str


@dataclass(frozen=True)
class Exercise:
    """One question. Its kind is the kind of its answer.

    answer: function without arguments that returns a number, True or False, a letter, a tuple
    of these, or a function that is tried on cases. start: what to compute first. tolerance:
    absolute, one number or one for each part. parts: names of the parts of a tuple. cases:
    argument tuples on which a function is tried. meaning: one sentence after a right answer.
    """

    answer: Callable[[], Any]
    start: str
    tolerance: Any = 0
    mistakes: tuple[Mistake, ...] = ()
    parts: tuple[str, ...] = ()
    cases: tuple[tuple, ...] = ()
    unit: str = ""
    meaning: str = ""


@dataclass(frozen=True)
class Prediction:
    """A guess to commit to. outcome and rows are functions, called only by reveal."""

    asks: str
    unit: str
    low: float
    high: float
    outcome: Callable[[], float] | None = None
    rows: Callable[[], Any] | None = None
    many: int = 1


@dataclass(frozen=True)
class Headline:
    """The claim a lesson judges: our confidence in our verdict, and both sides in words."""

    claim: str
    confidence: float
    supports: str
    against: str


@dataclass(frozen=True)
class Lesson:
    """All that a lesson asks."""

    exercises: dict[str, Exercise]
    headline: Headline
    predictions: dict[str, Prediction] = field(default_factory=dict)


def lesson(number):
    """The Lesson of "00" to "11"; None where there is none."""
    try:
        return importlib.import_module(f"{__name__}.lesson_{number}").LESSON
    except ModuleNotFoundError:
        return None

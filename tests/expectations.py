"""Values computed independently of the models: expected.json, key -> value, tolerance, formula."""

import json
from pathlib import Path

import pytest

EXPECTED = json.loads(Path(__file__).with_name("expected.json").read_text(encoding="utf-8"))


def stored(key):
    """Return the stored value itself."""
    return EXPECTED[key]["value"]


def expected(key):
    """Return the stored value, equal to any number (or list of numbers) within its tolerance."""
    entry = EXPECTED[key]
    return pytest.approx(entry["value"], abs=entry["tol"], rel=0)

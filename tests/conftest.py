"""An empty record for the tests, so that none sees or touches a learner's."""

import json
import os

import pytest

from tests.lessons import run_cells


@pytest.fixture(scope="session", autouse=True)
def records(tmp_path_factory):
    """The folder for all records of this run."""
    folder = tmp_path_factory.mktemp("records")
    os.environ["LESSONS_STATE"] = str(folder / "progress.json")
    return folder


@pytest.fixture
def record(tmp_path, monkeypatch):
    """An empty record and an empty session; returns the path of the record."""
    from helpers import checks, guesses
    from helpers import record as kept
    monkeypatch.setenv("LESSONS_STATE", str(tmp_path / "progress.json"))
    for memory in (kept._said, guesses._guesses, checks.passed):
        memory.clear()
    return tmp_path / "progress.json"


@pytest.fixture
def shell():
    """An IPython shell, so that display() has somewhere to go."""
    from IPython.core.interactiveshell import InteractiveShell
    InteractiveShell.clear_instance()
    yield InteractiveShell.instance()
    InteractiveShell.clear_instance()


FULL = {"version": 1, "lessons": {f"{n:02}": {
    "checks": {f"{n:02}-1": True}, "predictions": {f"{n:02}-share": 3},
    "verdict": {"claim": "C3-12", "word": "qualified", "confidence": 0.5, "because": "a reason",
                "first": {"word": "qualified", "confidence": 0.5}}} for n in range(12)}}


@pytest.fixture(scope="session")
def learners_record(tmp_path_factory):
    """A full record where learners keep theirs; no test may read or change it."""
    from helpers import record as kept
    kept.PROJECT = tmp_path_factory.mktemp("project")
    mine = kept.PROJECT / "my_lessons" / "progress.json"
    mine.parent.mkdir()
    mine.write_text(json.dumps(FULL), encoding="utf-8")
    return mine


@pytest.fixture(scope="session")
def as_stored(tmp_path_factory, learners_record):
    """Run a lesson's cells as they are stored, once a session: a list of Cell."""
    ran = {}

    def run(path):
        if path not in ran:
            folder = tmp_path_factory.mktemp(path.stem)
            ran[path] = run_cells(path, folder / "progress.json")
        return ran[path]

    return run

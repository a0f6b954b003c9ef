"""Binder: the plan that it would build, and the lock beside the pins of the project."""

import os
import re
import subprocess
import sys

import pytest

from helpers.teach import PROJECT

BINDER = PROJECT / ".binder"


def pins(path):
    text = path.read_text(encoding="utf-8")
    return re.findall(r"(?m)^([a-z0-9_.-]+)==([\w.]+)", text)


@pytest.fixture(scope="module")
def plan():
    if os.name == "nt":
        pytest.skip("repo2docker does not run on Windows")
    pytest.importorskip("repo2docker")
    done = subprocess.run([sys.executable, "-m", "repo2docker", "--no-build", "--debug", "."],
                          cwd=PROJECT, capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr[-500:]
    return done.stdout + done.stderr


def test_binder_takes_the_python_that_the_pins_need(plan):
    assert re.search(r"environment\.py-3\.11|python=3\.11|py-3\.11", plan)


def test_binder_installs_the_lock_and_makes_the_copies(plan):
    assert 'pip install --no-cache-dir -r ".binder/requirements.txt"' in plan
    assert "RUN ./.binder/postBuild" in plan
    last = (BINDER / "postBuild").read_text(encoding="utf-8").splitlines()[-1]
    assert last == "python -m helpers.teach start --no-browser"
    assert os.access(BINDER / "postBuild", os.X_OK)


def test_every_pin_of_the_project_stands_in_the_lock():
    assert set(pins(PROJECT / "requirements.txt")) <= set(pins(BINDER / "requirements.txt"))

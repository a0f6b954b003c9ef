"""Hostile surroundings: lessons run where classrooms and laptops put them, or say why not."""

import json
import os
import shutil
import stat

import nbformat
import pytest
from nbclient import NotebookClient

import helpers
from helpers.teach import PROJECT, read_notebook, without_outputs, write_notebook
from tests.lessons import LESSONS, NAMES, cells, failures, plain, run_cells, source

pytestmark = pytest.mark.usefixtures("record")
every_lesson = pytest.mark.parametrize("path", LESSONS, ids=NAMES)

def copy_project(folder):
    folder.mkdir(parents=True)
    for part in ("helpers", "data", "notebooks"):
        shutil.copytree(PROJECT / part, folder / part,
                        ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(PROJECT / "requirements.txt", folder)
    return folder


def in_kernel(notebook, folder, **environment):
    """Run a notebook (dict) in a fresh kernel whose working directory is folder."""
    node = nbformat.reads(json.dumps(without_outputs(notebook)), as_version=4)
    client = NotebookClient(node, timeout=120, allow_errors=True,
                            resources={"metadata": {"path": str(folder)}})
    client.execute(env={**os.environ, **environment})
    return [cell for cell in node["cells"] if cell["cell_type"] == "code"]


def errors(ran):
    return [o for cell in ran for o in cell["outputs"] if o["output_type"] == "error"]


def says_the_same(ran, path):
    told = [plain(cell["outputs"]).split() for cell in ran]
    return told == [plain(cell["outputs"]).split() for cell in cells(path, "code")]


@pytest.mark.parametrize("place, below, environment", [
    ("a path with spaces/et des accents é", "my_lessons", {"LC_ALL": "C", "LANG": "C",
                                                           "TZ": "Asia/Tokyo"}),
    ("plain", "notebooks/much/deeper", {"LC_ALL": "fr_FR.UTF-8", "PYTHONHASHSEED": "1",
                                        "PYTHONDONTWRITEBYTECODE": "1"}),
])
def test_folder_locale_time_zone_and_files_named_like_ours_change_nothing(
        place, below, environment, tmp_path):
    project = copy_project(tmp_path / place)
    (project / below).mkdir(parents=True)
    for name in ("data", "helpers", "checks", "charts"):
        (project / below / f"{name}.py").write_text("raise RuntimeError('theirs taken')")
    ran = in_kernel(read_notebook(LESSONS[0]), project / below, **environment)
    assert errors(ran) == [] and says_the_same(ran, LESSONS[0])


def test_a_read_only_checkout_runs_and_says_what_is_not_kept(tmp_path):
    project = copy_project(tmp_path / "project")
    for folder in (project, project / "notebooks"):
        folder.chmod(stat.S_IRUSR | stat.S_IXUSR)
    book = read_notebook(LESSONS[0])
    for cell in book["cells"]:
        if source(cell).startswith("predict("):
            cell["source"] = ['predict("00-share", 5)']
    blocked = tmp_path / "nowhere"
    blocked.write_text("a file, not a folder")
    ran = in_kernel(book, project / "notebooks",
                    LESSONS_STATE=str(blocked / "progress.json"))
    assert errors(ran) == []
    assert "Not kept:" in "\n".join(plain(cell["outputs"]) for cell in ran)


@pytest.mark.parametrize("name", helpers._PACKAGES)
def test_a_learners_file_named_like_a_package_is_named(name, tmp_path, monkeypatch):
    (tmp_path / f"{name}.py").write_text("x = 1")
    monkeypatch.chdir(tmp_path)
    with pytest.raises(helpers.Namesake, match=f"Rename {name}.py, restart the kernel"):
        helpers._refuse_namesakes()


def test_in_a_lesson_that_is_one_sentence(tmp_path):
    project = copy_project(tmp_path / "project")
    (project / "notebooks" / "pandas.py").write_text("x = 1")
    book = read_notebook(LESSONS[0])
    first = [cell for cell in book["cells"] if cell["cell_type"] == "code"][:1]
    error, = errors(in_kernel({**book, "cells": first}, project / "notebooks"))
    assert error["traceback"] == [error["evalue"]]
    assert "Your file pandas.py has the name of a package" in error["evalue"]


@every_lesson
def test_cells_run_from_the_end_and_then_twice_each_say_what_they_always_say(path, tmp_path):
    ran = in_process(path, tmp_path, lambda code: [
        code[0], *code[:0:-1], *[cell for cell in code for _ in range(2)]])
    stored = cells(path, "code")
    first, second = ran[len(stored)::2], ran[len(stored) + 1::2]
    assert failures(first + second) == []
    for cell, again, kept in zip(first, second, stored, strict=True):
        assert sorted(cell.text.split()) == sorted(plain(kept["outputs"]).split())
        assert again.text == cell.text or "capstone_template()" in cell.source


@every_lesson
def test_a_kernel_that_starts_in_the_middle_names_the_missing_name(path, tmp_path):
    ran = in_process(path, tmp_path, lambda code: [code[0], *code[10:]])
    assert {type(cell.error) for cell in ran} == {NameError, type(None)}


def in_process(path, folder, order):
    """Run a lesson's code cells in another order, in this process."""
    book = read_notebook(path)
    code = [cell for cell in book["cells"] if cell["cell_type"] == "code"]
    write_notebook(folder / path.name, {**book, "cells": order(code)})
    return run_cells(folder / path.name, folder / "progress.json")


def test_nothing_is_unpickled_or_evaluated():
    for path in (PROJECT / "helpers").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for word in ("pickle", "eval(", "exec(", "read_pickle", "os.system", "shell=True", "yaml"):
            assert word not in text, f"{word} in {path.name}"

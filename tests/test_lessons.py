"""Every lesson as its learners run it: open, solved, on changed facts, in their own copy."""

import importlib
import itertools
import json
import shutil

import pytest

from helpers import data, teach
from helpers.exercises import lesson
from tests.lessons import (
    LESSONS,
    NAMES,
    cells,
    failures,
    plain,
    read_notebook,
    run_cells,
    solution,
    source,
    tagged,
)

every_lesson = pytest.mark.parametrize("path", LESSONS, ids=NAMES)

CHANGED_FACTS = [(path.name[:2], *fact) for path in LESSONS for fact in importlib.import_module(
    f"tests.checked.lesson_{path.name[:2]}").CHANGED]


@every_lesson
def test_open_lesson_runs_to_the_end(path, as_stored):
    assert failures(as_stored(path)) == []


@every_lesson
def test_solved_lesson_gets_every_check_right(path, tmp_path):
    answers = {key: solution(cell) for key, cell in tagged(path, "solution-").items()}
    ran = run_cells(path, tmp_path / "progress.json", answers)
    assert failures(ran) == []
    for key in lesson(path.name[:2]).exercises:
        said = next(cell.text for cell in ran if f"answer-{key}" in cell.tags)
        assert said.splitlines()[-1].startswith("✔") or f"✔ {key} correct" in said, said
    kept = json.loads((tmp_path / "progress.json").read_text())["lessons"][path.name[:2]]
    assert set(kept["checks"]) == set(lesson(path.name[:2]).exercises)


@every_lesson
def test_wrongly_answered_lesson_runs_to_the_end(path, tmp_path):
    wrong = itertools.cycle(['"text"', "None", "float('nan')", "[1, 2]", 'load("users")', "1e12"])
    answers = {key: source(cell).replace("= ...", f"= {next(wrong)}")
               for key, cell in tagged(path, "answer-").items()}
    ran = run_cells(path, tmp_path / "progress.json", answers)
    assert failures(ran) == []
    for cell in ran:
        if any(tag.startswith("answer-") for tag in cell.tags):
            assert "✘" in cell.text and len(cell.text) > 20


@every_lesson
def test_lesson_runs_without_its_optional_part(path, tmp_path):
    book = read_notebook(path)
    headings = [source(c).splitlines()[0] if c["cell_type"] == "markdown" else ""
                for c in book["cells"]]
    start, end = headings.index("## Go further"), headings.index("## What to keep")
    teach.write_notebook(tmp_path / path.name, {**book, "cells": book["cells"][:start]
                                                + book["cells"][end:]})
    assert failures(run_cells(tmp_path / path.name, tmp_path / "progress.json")) == []


@pytest.mark.parametrize("number, table, row, column", CHANGED_FACTS)
def test_a_doubled_fact_changes_what_the_lesson_prints(number, table, row, column, as_stored,
                                                       tmp_path, monkeypatch):
    path = next(p for p in LESSONS if p.name.startswith(number))
    before = as_stored(path)
    shutil.copytree(data.root / "data", tmp_path / "data")
    file = tmp_path / "data" / f"{table}.csv"
    head, *rows = file.read_text(encoding="utf-8").splitlines(keepends=True)
    place = head.strip().split(",").index(column)
    for i, line in enumerate(rows):
        if line.startswith(f"{row},"):
            values = line.split(",")
            values[place] = str(2 * float(values[place]))
            rows[i] = ",".join(values)
    file.write_text(head + "".join(rows), encoding="utf-8")
    monkeypatch.setattr(data, "root", tmp_path)
    changed = run_cells(path, tmp_path / "progress.json", until_not=before)
    assert changed[-1].text != before[len(changed) - 1].text


def test_every_table_with_numbers_that_a_lesson_loads_has_a_changed_fact():
    for path in LESSONS:
        loaded = {name for cell in cells(path, "code") for name in data.table_names()
                  if f'load("{name}"' in source(cell)}
        with_numbers = {name for name in loaded
                        if data.load(name).select_dtypes("number").shape[1]}
        assert with_numbers == {t for n, t, _, _ in CHANGED_FACTS if path.name.startswith(n)}


# ------------------------------------------------------- the learner's copy

@pytest.fixture
def copies(tmp_path, monkeypatch):
    monkeypatch.setattr(teach, "COPIES", tmp_path / "my_lessons")
    return tmp_path / "my_lessons"


def test_copies_hold_no_output_and_all_cells(copies):
    assert teach.main(["start", "--no-browser"]) == 0
    assert [p.name for p in sorted(copies.glob("*.ipynb"))] == [p.name for p in LESSONS]
    for path in LESSONS:
        copy = read_notebook(copies / path.name)
        assert all(not c["outputs"] and c["execution_count"] is None
                   for c in copy["cells"] if c["cell_type"] == "code")
        assert [source(c) for c in copy["cells"]] == [source(c) for c in cells(path)]


def test_a_copy_is_never_written_over(copies, capsys):
    teach.main(["start", "--no-browser"])
    mine = copies / LESSONS[0].name
    mine.write_text("my work", encoding="utf-8")
    teach.main(["start", "--no-browser"])
    assert mine.read_text(encoding="utf-8") == "my work"
    assert "your copies are all there" in capsys.readouterr().out


def test_again_puts_a_fresh_copy_beside(copies):
    teach.main(["start", "--no-browser"])
    mine = copies / LESSONS[0].name
    mine.write_text("my work", encoding="utf-8")
    teach.main(["start", "--no-browser", "--again", "00"])
    teach.main(["start", "--no-browser", "--again", "00"])
    assert mine.read_text(encoding="utf-8") == "my work"
    assert read_notebook(mine.with_stem(f"{mine.stem}_2"))["cells"]
    assert read_notebook(mine.with_stem(f"{mine.stem}_3"))["cells"]


def test_again_with_an_unknown_lesson_says_which_exist(copies, capsys):
    assert teach.main(["start", "--no-browser", "--again", "77"]) == 1
    assert "There is no lesson 77; lessons are 00" in capsys.readouterr().out


def test_rerun_leaves_a_failing_lesson_as_it_was(tmp_path, capsys):
    broken = read_notebook(LESSONS[0])
    broken["cells"] = [c for c in broken["cells"] if c["cell_type"] == "code"][:1]
    broken["cells"][0]["source"] = ["1 / 0"]
    file = tmp_path / "broken.ipynb"
    teach.write_notebook(file, broken)
    before = file.read_bytes()
    assert teach.main(["rerun", str(file)]) == 1
    assert file.read_bytes() == before
    assert "left as it was: ZeroDivisionError: division by zero" in capsys.readouterr().out


def test_a_lesson_alone_says_so_in_one_sentence(tmp_path):
    alone = tmp_path / LESSONS[0].name
    shutil.copy(LESSONS[0], alone)
    ran = teach_output_of_first_cell(alone)
    assert [o["output_type"] for o in ran] == ["error"]
    assert ran[0]["traceback"] == [ran[0]["evalue"]]
    assert ran[0]["evalue"].startswith("This file is alone. Download the whole project")


def teach_output_of_first_cell(path):
    import nbformat
    from nbclient import NotebookClient
    notebook = teach.without_outputs(read_notebook(path))
    notebook["cells"] = [c for c in notebook["cells"] if c["cell_type"] == "code"][:1]
    node = nbformat.reads(json.dumps(notebook), as_version=4)
    NotebookClient(node, allow_errors=True,
                   resources={"metadata": {"path": str(path.parent)}}).execute()
    return node["cells"][0]["outputs"]


@every_lesson
def test_a_full_record_changes_nothing_that_the_tests_see(path, as_stored, learners_record):
    before = learners_record.read_bytes()
    for cell, ran in zip(cells(path, "code"), as_stored(path), strict=True):
        assert sorted(ran.text.split()) == sorted(plain(cell["outputs"]).split())
    assert learners_record.read_bytes() == before


def test_a_folder_that_cannot_be_written_stops_nothing(tmp_path, as_stored):
    blocked = tmp_path / "file"
    blocked.write_text("a file where the folder should be", encoding="utf-8")
    path = LESSONS[0]
    answers = {key: solution(cell) for key, cell in tagged(path, "solution-").items()}
    ran = run_cells(path, blocked / "progress.json", answers)
    assert failures(ran) == []
    said = "\n".join(cell.text for cell in ran)
    assert said.count("Not kept:") == 1

"""What a teacher hands out: a folder that runs by itself, pages and PDFs that speak."""

import html.parser
import json
import re
import shutil
import subprocess
import sys

import pytest

from helpers import handout, teach
from helpers.exercises import lesson
from helpers.teach import main, read_notebook
from tests.lessons import LESSONS, failures, run_cells, source


@pytest.fixture
def one_lesson(monkeypatch):
    monkeypatch.setattr(teach, "lessons", lambda: LESSONS[:1])


def test_a_class_copy_runs_alone_and_holds_no_solution(tmp_path, one_lesson, capsys):
    folder = tmp_path / "my class"
    assert main(["class-copy", str(folder)]) == 0
    assert "[1/1] 00_start_here.ipynb" in capsys.readouterr().out
    copy = folder / "notebooks" / LESSONS[0].name
    text = copy.read_text(encoding="utf-8")
    assert "Solution" not in text and "Hint" in text and '"outputs": []' in text
    assert failures(run_cells(copy, tmp_path / "progress.json", folder=folder / "notebooks")) == []
    assert {p.name for p in folder.iterdir()} == {
        "helpers", "data", "notebooks", "requirements.txt", "LICENSE", "README.md", ".gitignore"}
    begin = (folder / "README.md").read_text(encoding="utf-8")
    assert "install -q -r requirements.txt && .venv/bin/python -m helpers.teach start" in begin
    assert "Anna.json" in begin and "test command" not in begin
    started = subprocess.run([sys.executable, "-m", "helpers.teach", "start", "--no-browser"],
                             cwd=folder, capture_output=True, text=True, check=True)
    assert "New in my_lessons/: 00_start_here.ipynb." in started.stdout
    assert (copy.parent / "../data/glossary.csv").is_file()


def test_answers_stand_in_the_answer_cells(tmp_path, one_lesson):
    folder = tmp_path / "answers"
    assert main(["class-copy", "--answers", str(folder)]) == 0
    answers = [source(c) for c in read_notebook(folder / "notebooks" / LESSONS[0].name)["cells"]
               if teach.tag_of(c, "answer-")]
    assert answers and not any("..." in text for text in answers)


@pytest.mark.parametrize("command", ["class-copy", "handout"])
def test_nothing_is_written_over(command, tmp_path, one_lesson, capsys):
    (tmp_path / "mine.txt").write_text("mine")
    assert main([command, str(tmp_path)]) == 1
    assert "not empty: name a new folder. Nothing was written." in capsys.readouterr().out
    assert [p.name for p in tmp_path.iterdir()] == ["mine.txt"]
    assert main([command, str(tmp_path / "mine.txt" / "below")]) == 1
    assert "cannot be made" in capsys.readouterr().out


class Images(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.alts = []

    def handle_starttag(self, tag, attributes):
        if tag == "img":
            self.alts.append(dict(attributes).get("alt", ""))


def test_every_picture_of_a_page_has_its_words(one_lesson):
    notebook = read_notebook(LESSONS[0])
    seen = Images()
    seen.feed(handout.page(notebook))
    words = [" ".join(text.split()) for _, text in handout.pictures(notebook)]
    assert seen.alts == words and len(words) >= 4


def test_a_page_needs_no_network_hides_nothing_and_has_no_set_up():
    page = handout.page(read_notebook(LESSONS[0]))
    assert not re.search(r"<script|<link[^>]+http|@import", page)
    assert '<html lang="en">' in page
    assert "<details>" not in page and page.count("<details open>") > 10
    assert "sys.path" not in page


def test_handout_writes_pages_and_pdf(tmp_path, one_lesson, capsys):
    assert main(["handout", str(tmp_path / "paper")]) == 0
    names = {p.name for p in (tmp_path / "paper").iterdir()}
    page = (tmp_path / "paper" / "00_start_here.html").read_text(encoding="utf-8")
    assert "Solution" not in page
    if handout.browser() is None:
        assert "No PDF: Chromium was not found." in capsys.readouterr().out
        pytest.skip("no Chromium on this machine, so no PDF")
    assert names == {"00_start_here.html", "00_start_here.pdf"}
    assert (tmp_path / "paper" / "00_start_here.pdf").read_bytes()[:5] == b"%PDF-"


def test_handout_takes_the_lessons_asked_for(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert main(["handout", str(tmp_path / "paper"), "00", "77"]) == 1
    assert "There is no lesson 77; lessons are 00, 01" in capsys.readouterr().out
    assert not (tmp_path / "paper").exists()
    assert main(["handout", str(tmp_path / "paper"), "03", "00"]) == 0
    assert [p.name for p in sorted((tmp_path / "paper").iterdir())] == [
        "00_start_here.html", "03_cost_of_a_chat.html"]


def test_without_chromium_a_sentence_says_what_to_do(tmp_path, one_lesson, monkeypatch, capsys):
    monkeypatch.setattr(shutil, "which", lambda name: None)
    assert main(["handout", str(tmp_path / "paper")]) == 0
    assert "Open the pages in a browser and print them." in capsys.readouterr().out


def test_collect_says_who_did_what_and_names_broken_records(tmp_path, capsys):
    done = {"version": 1, "lessons": {"00": {"checks": {"00-1": True, "00-2": True},
                                             "verdict": {"word": "qualified"}},
                                      "01": {"checks": {"01-1": True}}}}
    (tmp_path / "Anaïs").mkdir()
    (tmp_path / "Anaïs" / "progress.json").write_text(json.dumps(done), encoding="utf-8")
    (tmp_path / "Bob.json").write_text('{"version": 1, "lessons": {}}', encoding="utf-8")
    (tmp_path / "Carl.json").write_text('{"version": 1, "les', encoding="utf-8")
    (tmp_path / "Dora.json").write_bytes(b"\xff\x00")
    (tmp_path / "Eve.json").write_text('{"version": 9, "lessons": {}}', encoding="utf-8")
    (tmp_path / "Finn.json.txt").write_text('{"version": 1, "lessons": {}}', encoding="utf-8")
    before = {p: p.read_bytes() for p in tmp_path.rglob("*.json")}
    assert main(["collect", str(tmp_path)]) == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    asked = len(lesson("00").exercises) + len(lesson("01").exercises)
    assert ["Anaïs", "3", "of", str(asked), "1", "00", "01"] in lines
    assert ["Bob", "0", "of", "0", "0"] in lines
    assert ["2", "of", "6", "files", "counted."] in lines
    said = "\n".join(" ".join(line) for line in lines)
    assert "Not counted: Carl.json: it is not valid JSON." in said
    assert "Not counted: Finn.json.txt: its name does not end in .json." in said
    assert "Not counted: Dora.json: it cannot be read (UnicodeDecodeError)." in said
    assert "Not counted: Eve.json: it is of version 9, this project reads 1." in said
    assert {p: p.read_bytes() for p in tmp_path.rglob("*.json")} == before


def test_collect_without_records_says_so(tmp_path, capsys):
    assert main(["collect", str(tmp_path / "nowhere")]) == 1
    assert "No record (a file that ends in .json) lies in" in capsys.readouterr().out

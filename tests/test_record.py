"""The learner's record, guesses, verdicts and dossier: kept, set aside, never lost."""

import json
import math
import multiprocessing
import os

import numpy as np
import pytest

from helpers import record as kept
from helpers.checks import check
from helpers.exercises import lesson
from helpers.guesses import dossier, predict, progress, reveal, verdict
from helpers.teach import lessons

GUESS = "00-share"


def out(capsys):
    return " ".join(capsys.readouterr().out.split())


def test_a_guess_is_kept_and_revealed(record, capsys):
    predict(GUESS, 5)
    assert "✔ Your guess is kept: 5% of humanity." in out(capsys)
    assert reveal(GUESS) is None
    assert out(capsys) == "Your guess: 5% of humanity. Outcome: 21.2% of humanity."
    assert json.loads(record.read_text()) == {
        "version": 1, "lessons": {"00": {"predictions": {GUESS: 5}}}}


def test_no_guess_is_invited_and_revealed_all_the_same(record, capsys):
    predict(GUESS, ...)
    assert "Your guess: what share of humanity" in out(capsys)
    reveal(GUESS)
    assert "No guess in this session" in out(capsys)
    assert not record.exists()


@pytest.mark.parametrize("odd", ["5", None, math.nan, math.inf, [1, 2], True, -1, 101, 10**400,
                                 {}, "", ()])
def test_what_cannot_be_a_guess_gets_one_sentence(odd, record, capsys):
    predict(GUESS, odd)
    said = out(capsys)
    assert said.startswith("✘") and "0 and 100" in said and "Nothing is kept yet" in said
    assert not record.exists()


def test_a_range_begins_with_its_lower_end(record, capsys):
    predict("02-range", (900, 300))
    assert out(capsys) == "✘ Give the lower number of a range first. Nothing is kept yet."
    assert not record.exists()
    predict("02-range", (300, 900))
    assert "✔ Your guess is kept: 300, 900 million weekly users." in out(capsys)


def test_unknown_keys_are_answered(record, capsys):
    predict("00-nothing", 1)
    assert out(capsys) == "✘ There is no prediction '00-nothing'; the keys are 00-share."
    assert reveal("99-share") is None
    verdict("99", "qualified", confidence=0.5, because="no such lesson here")
    progress("99")
    assert out(capsys).count("There is no lesson '99'") == 2


def test_verdict_enters_the_dossier_and_ours_appears_after_it(record, capsys):
    verdict("00", "qualified", confidence=0.6, because="the levels are rounded")
    said = out(capsys)
    assert "In your dossier: C3-12 qualified, confidence 0.6" in said
    assert "Our reading: contradicted, confidence 0.9. We differ" in said
    table = dossier()
    assert table.to_dict("records") == [{
        "lesson": "00", "claim": "That is a drop of twelve percent in July.",
        "your verdict": "qualified", "confidence": 0.6,
        "because": "the levels are rounded", "ours": "contradicted"}]
    verdict("00", "contradicted", confidence=1, because="visits are not users")
    said = out(capsys)
    assert len(dossier()) == 1 and "We agree." in said
    assert "your first one, qualified at 0.6, stays on record" in said
    first = json.loads(record.read_text())["lessons"]["00"]["verdict"]["first"]
    assert first == {"word": "qualified", "confidence": 0.6}


@pytest.mark.parametrize("word, confidence, because, sentence", [
    ("wrong", 0.5, "because I say so", "'wrong' is no verdict"),
    ("qualified", 1.3, "because I say so", "confidence is 1.3"),
    ("qualified", "high", "because I say so", "confidence is 'high'"),
    ("qualified", np.ones(3), "because I say so", "confidence is a ndarray"),
    (np.ones(3), 0.5, "because I say so", "A ndarray is no verdict"),
    ("qualified", 0.5, "so", "because needs a short sentence"),
    ("qualified", 0.5, None, "because needs a short sentence"),
    (None, 0.5, "because I say so", "A NoneType is no verdict"),
    (["qualified"], 0.5, "because I say so", "is no verdict"),
])
def test_odd_verdicts_are_refused_in_words(word, confidence, because, sentence, record, capsys):
    verdict("00", word, confidence=confidence, because=because)
    assert sentence in out(capsys)
    assert not record.exists()


def test_open_verdict_and_empty_dossier_say_so(record, capsys):
    verdict("00", ..., confidence=..., because=...)
    assert dossier() is None
    said = out(capsys)
    assert "Your verdict on claim C3-12 is open" in said and "dossier is empty" in said


def test_progress_counts_this_session_and_the_course(record, capsys):
    progress("00")
    assert "0 of 8 checks" in out(capsys)
    check("00-a", 5)
    check("00-2", 1)
    capsys.readouterr()
    progress("00")
    assert "1 of 8 checks passed in this session: 00-a." in out(capsys)
    progress()
    assert out(capsys) == "Lesson 00: 1 check passed, no verdict yet."


def test_every_headline_has_both_sides():
    for path in lessons():
        headline = lesson(path.name[:2]).headline
        assert 0 <= headline.confidence <= 1
        assert len(headline.supports.split()) >= 8 and len(headline.against.split()) >= 8


# --------------------------------------------- a record that cannot be used

BROKEN = {
    "": "it is empty", "{": "not valid JSON", "\x00\x01": "not valid JSON", "[]": "no lessons",
    '{"version": 1}': "no lessons", '{"version": 1, "lessons": {"00": 5}}': "no lessons",
    '{"version": 2, "lessons": {}}': "it is of version 2, this project reads 1",
}


@pytest.mark.parametrize("text", BROKEN, ids=range(len(BROKEN)))
def test_a_broken_record_is_set_aside_said_and_kept(text, record, capsys):
    record.write_text(text, encoding="utf-8")
    predict(GUESS, 5)
    said = out(capsys)
    assert BROKEN[text] in said and "nothing is deleted" in said
    assert (record.parent / "progress.set-aside-1.json").read_text(encoding="utf-8") == text
    assert json.loads(record.read_text())["lessons"]["00"]["predictions"] == {GUESS: 5}


def test_two_broken_records_are_both_kept(record, capsys):
    for text in ("{", "["):
        record.write_text(text)
        kept.recall()
    names = sorted(p.name for p in record.parent.glob("*aside*"))
    assert names == ["progress.set-aside-1.json", "progress.set-aside-2.json"]


def test_a_record_in_another_encoding_is_set_aside(record, capsys):
    record.write_bytes(b'{"version": 1, "lessons": {"00": "\xe9"}}')
    assert kept.recall() == {}
    assert "cannot be read (UnicodeDecodeError)" in out(capsys)


def test_a_missing_record_is_an_empty_one(record):
    assert kept.recall() == {}
    assert list(record.parent.iterdir()) == []


def test_what_cannot_be_written_is_said_once_and_the_lesson_goes_on(tmp_path, record, monkeypatch,
                                                                    capsys):
    (tmp_path / "blocked").write_text("a file")
    monkeypatch.setenv("LESSONS_STATE", str(tmp_path / "blocked" / "progress.json"))
    predict(GUESS, 5)
    predict(GUESS, 6)
    verdict("00", "qualified", confidence=0.5, because="it is only a test")
    said = out(capsys)
    assert said.count("Not kept:") == 1 and "In your dossier" in said


def _writer(path, number):
    os.environ["LESSONS_STATE"] = path
    for step in range(20):
        kept.remember(f"{number:02}", "checks", {f"{number:02}-{step}": True})


def test_two_lessons_at_once_lose_nothing(record):
    context = multiprocessing.get_context("spawn")
    writers = [context.Process(target=_writer, args=(str(record), n)) for n in (1, 2, 3)]
    for writer in writers:
        writer.start()
    for writer in writers:
        writer.join()
    lessons_kept = json.loads(record.read_text())["lessons"]
    assert {n: len(v["checks"]) for n, v in lessons_kept.items()} == {"01": 20, "02": 20, "03": 20}
    assert [p.name for p in record.parent.iterdir()] == ["progress.json"]


def test_a_lock_left_behind_does_not_block_for_ever(record, monkeypatch):
    record.with_suffix(".lock").write_text("")
    with kept._alone(patience=0.1):
        pass
    assert not record.with_suffix(".lock").exists()

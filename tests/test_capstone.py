"""The capstone: the dossier is scored on what is there, and a brief is checked before it prints."""

import copy
import html.parser
import json
import re

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers import capstone, handout
from helpers.capstone import LIMITS, TEMPLATE, brief, calibration, capstone_template
from helpers.data import load
from helpers.models.forecasting import brier_score
from tests.expectations import expected

PNG = (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x02\x00\x00\x00"
       b"\x90wS\xde\x00\x00\x00\x0cIDATx\x9cc\xf8\xff\xff?\x00\x05\xfe\x02\xfe\r\xefF\xb8\x00\x00"
       b"\x00\x00IEND\xaeB`\x82")
GOOD = {
    "version": 1,
    "claim": "By July 2027 more staff will work on products than on research.",
    "indicators": [
        {"name": "releases in half a year", "direction": "accelerator", "class": "official",
         "weight": 1},
        {"name": "safety researchers who left", "direction": "brake", "class": "documents",
         "weight": 2.5}],
    "facts": [
        {"statement": "GPT-4o mini came on 18 July 2024.", "id": "C1-03"},
        {"statement": "A billion messages a day were announced.", "id": "messages_2024_12"},
        {"statement": "GPT-5 was released in August 2025.", "id": "launch_gpt_5"}],
    "probability": 0.65,
    "change_my_mind": "A published count of researchers that grows faster than the staff.",
    "accelerator": "Sales pay for a part of the research that donors never paid for.",
    "brake": "Two dollars in three go to answering & not to \"learning\" <yet>.",
    "figure": {"file": "my_figure.png", "description": "Two bars: the left one is twice as high."},
}


@pytest.fixture
def folder(record):
    (record.parent / "my_figure.png").write_bytes(PNG)
    return record.parent


def out(capsys):
    return " ".join(capsys.readouterr().out.split())


def changed(path, value):
    """GOOD with one value put in place; a path such as "facts.0.id"."""
    content = copy.deepcopy(GOOD)
    *way, last = [int(step) if step.isdigit() else step for step in path.split(".")]
    place = content
    for step in way:
        place = place[step]
    place[last] = value
    return content


def say(folder, capsys, content):
    text = content if isinstance(content, bytes) else json.dumps(content).encode()
    (folder / "capstone.json").write_bytes(text)
    brief("capstone.json")
    assert (folder / "capstone.json").read_bytes() == text
    return out(capsys)


# ---------------------------------------------------------------- calibration

def verdicts(record, **entries):
    record.write_text(json.dumps({"version": 1, "lessons": {
        number.removeprefix("L"): {"verdict": entry} for number, entry in entries.items()}}))


def judged(word, confidence, claim="C3-12"):
    return {"claim": claim, "word": "unverified", "confidence": 0.1,
            "first": {"word": word, "confidence": confidence}}


def test_an_empty_record_gives_the_example_and_says_so(record, capsys):
    mine = calibration()
    assert out(capsys) == ("No verdict of yours is on record yet. The example dossier stands in: "
                           "seven verdicts at 0.9, of which six agree with ours, and four at 0.6, "
                           "of which two agree.")
    assert set(mine.dossier) == {"example"} and list(mine.lesson) == list(capstone.JUDGED)
    assert mine.groupby("confidence").agree.sum().to_dict() == {0.6: 2, 0.9: 6}
    assert brier_score(mine.confidence, mine.agree) == expected("L11.dossier_brier_example")
    assert not record.exists()


def test_the_first_verdict_counts_and_missing_lessons_are_named(record, capsys):
    verdicts(record, L00=judged("contradicted", 0.8), L03=judged("qualified", 0.4),
             L11=judged("unverified", 0.9))
    mine = calibration()
    ours = load("claims").set_index("id").verdict
    assert list(mine.lesson) == ["00", "03"] and list(mine.confidence) == [0.8, 0.4]
    assert list(mine.agree) == [int(mine.yours[n] == ours[mine.claim[n]]) for n in range(2)]
    assert mine.agree[0] == 1 and set(mine.dossier) == {"own"}
    assert out(capsys) == (
        "Your first verdicts of 2 lessons stand beside ours. No usable verdict from lessons 01, "
        "02, 04, 05, 06, 07, 08, 09 and 10: the score is of what is there.")


def test_a_whole_dossier_leaves_nobody_out(record, capsys):
    verdicts(record, **{f"L{n}": judged("qualified", 0.5) for n in capstone.JUDGED})
    assert len(calibration()) == 11
    assert out(capsys) == "Your first verdicts of 11 lessons stand beside ours."


@pytest.mark.parametrize("odd", [
    {}, {"word": 3, "confidence": 0.5}, {"word": "qualified", "confidence": "high"},
    {"word": "qualified", "confidence": 1.3}, {"first": "none"}, {"first": {}}])
def test_an_entry_that_cannot_be_scored_is_left_out(odd, record, capsys):
    verdicts(record, L00=judged("contradicted", 0.8), L01=odd)
    assert list(calibration().lesson) == ["00"]
    assert "No usable verdict from lessons 01, 02" in out(capsys)


def test_a_verdict_without_first_counts_as_it_stands(record, capsys):
    verdicts(record, L00={"claim": "C3-12", "word": "contradicted", "confidence": 0.7})
    assert calibration().confidence.tolist() == [0.7]


def test_a_broken_record_is_set_aside_and_the_example_stands_in(record, capsys):
    record.write_text('{"version": 1, "les')
    assert isinstance(calibration(), pd.DataFrame)
    assert "was not used: it is not valid JSON" in out(capsys)


# ---------------------------------------------------------------- template

def test_the_template_is_written_once_and_never_over(record, capsys):
    capstone_template()
    file = record.parent / "capstone.json"
    assert json.loads(file.read_text()) == TEMPLATE
    assert "An empty capstone.json now lies in the folder of your record" in out(capsys)
    file.write_text("mine")
    capstone_template()
    assert file.read_text() == "mine" and "stays as it is" in out(capsys)
    assert [p.name for p in record.parent.iterdir()] == ["capstone.json"]


def test_a_folder_that_cannot_be_written_gets_a_sentence(tmp_path, monkeypatch, capsys):
    (tmp_path / "file").write_text("a file where the folder should be")
    monkeypatch.setenv("LESSONS_STATE", str(tmp_path / "file" / "progress.json"))
    capstone_template()
    assert "cannot be written" in out(capsys)
    brief("capstone.json")
    assert out(capsys).startswith("✘ capstone.json has 1 problem;")


def test_an_untouched_template_is_an_invitation(folder, capsys):
    assert say(folder, capsys, TEMPLATE).startswith("… capstone.json is still the empty template.")
    assert not (folder / "capstone.html").exists()


# ---------------------------------------------------------------- problems

@pytest.mark.parametrize("path, value, sentence", [
    ("brake", "", "brake is empty. Write the strongest line of that side, also if it is the other "
     "side."),
    ("accelerator", None, "accelerator is empty. Write the strongest line of that side, also if "
     "it is the other side."),
    ("facts.1.id", "", "fact 2 has no id. Which row of the table is it? load(\"costs\")[[\"id\", "
     "\"value\", \"unit\"]] lists the ids of a table."),
    ("facts.1.id", "messages_2024_13", "fact 2: 'messages_2024_13' is no id of a row with a "
     "source, nor of a claim. Did you mean messages_2024_12? Which row of the table is it?"),
    ("facts.0.id", "C0-02", "fact 1: C0-02 is a repeated claim for which no source was found. "
     "Take a row with a source; a claim without one may stand among the arguments of a side."),
    ("facts.0.id", "C1-50", "fact 1: C1-50 is a claim for which no source was found. Take a row "
     "with a source; a claim without one may stand among the arguments of a side."),
    ("facts.2.id", "C1-03", "fact 3 names the same row as fact 1, C1-03; take three different "
     "ones."),
    ("facts.0.id", ["C1-03"], "fact 1: '[\"C1-03\"]' is no id of a row with a source, nor of a "
     "claim. Did you mean C1-03? Which row of the table is it?"),
    ("probability", 1.3, "probability is 1.3; give a number from 0 to 1, such as 0.7 for seven in "
     "ten."),
    ("probability", "0.5", "probability is '0.5'; give a number from 0 to 1, without quotation "
     "marks, such as 0.7 for seven in ten."),
    ("probability", True, "probability is 'true'; give a number from 0 to 1, without quotation "
     "marks, such as 0.7 for seven in ten."),
    ("probability", None, "probability is open. Give a number from 0 to 1, such as 0.7 for seven "
     "in ten."),
    ("figure.description", " ", "figure: description is empty. Say in words what the figure "
     "shows, for somebody who cannot see it."),
    ("figure.file", "", 'figure: file is empty. Save a figure with fig.savefig("my_figure.png") '
     "first."),
    ("figure.file", "none.png", "figure: 'none.png' was not found beside your capstone file. Save "
     'a figure with fig.savefig("my_figure.png").'),
    ("figure.file", "../my_figure.png", "figure: '../my_figure.png' is a path; put the picture "
     "beside your capstone file and give its name alone."),
    ("figure.file", "capstone.json", "figure: 'capstone.json' is no picture of type PNG or JPEG; "
     "save it again."),
    ("figure", "my_figure.png", "figure must stand in { }; this is a text."),
    ("colour", "red", "'colour' is no field here; the fields are version, claim, indicators, "
     "facts, probability, change_my_mind, accelerator, brake and figure."),
    ("facts.0.sauce", "x", "fact 1: 'sauce' is no field here; the fields are statement and id."),
    ("indicators.1.wieght", 2, "indicator 2: 'wieght' is no field here; did you mean weight?"),
    ("indicators.0.direction", "", "indicator 1: direction is missing; choose one of accelerator, "
     "brake."),
    ("indicators.0.class", "rumour", "indicator 1: class is 'rumour'; choose one of official, "
     "documents, estimate, repeated, opinion."),
    ("indicators.0.weight", -1, "indicator 1: weight is -1; give a number from 0 to 10, such as 2 "
     "for twice as much as 1."),
    ("indicators", [], "indicators must be 2 entries; this is 0."),
    ("facts", "three", "facts must be 3 entries in [ ]; this is a text."),
    ("facts.0", 3, "fact 1 must stand in { }; this is a number."),
    ("claim", "x" * 161, "claim is 161 characters long; there is room for 160. Keep the strongest "
     "part."),
    ("claim", "Too short", "claim is too short. Write one sentence that somebody could find "
     "wrong, with a date in it."),
    ("claim", 5, "claim needs text in quotation marks; this is a number."),
    ("claim", "a bell \x07 rings here", "claim holds a character that cannot be printed; type the "
     "sentence again."),
    ("claim", "half a pair \ud83d is here", "claim holds a character that cannot be printed; type "
     "the sentence again."),
    ("version", 2, "version is '2'; this project reads 1. Take a fresh template and copy your "
     "texts into it."),
])
def test_a_problem_gets_its_sentence_and_no_page(path, value, sentence, folder, capsys):
    said = say(folder, capsys, changed(path, value))
    assert said == ("✘ capstone.json has 1 problem; no page is written, and your file stays as it "
                    f"is: - {sentence}")
    assert not (folder / "capstone.html").exists()


@pytest.mark.parametrize("text, words", [
    (b"", "it is not JSON from line 1 on"),
    (b'{"version": 1,\n"claim": "a b c"\n"brake": ""}', "it is not JSON from line 3 on, "
     "'\"brake\": \"\"}'. Look there"),
    (b'{"probability": 0,7}', "Write 0.7, not 0,7, .7 or 70%"),
    (b"[" * 100_000, "it is not JSON"),
    (b'{"version": ' + b"9" * 5000 + b"}", "it is not JSON"),
    (b'{"claim": "a", "claim": "b"}', "'claim' stands twice in the same brackets; keep one."),
    (b'{"claim": "\xe9t\xe9"}', "it is not saved as UTF-8"),
    (b"[1, 2]", "the whole must stand in { }; this is a list."),
    (b"null", "the whole must stand in { }; this is missing."),
])
def test_what_is_no_json_gets_one_sentence(text, words, folder, capsys):
    said = say(folder, capsys, text)
    assert said.startswith("✘ capstone.json has 1 problem;") and words in said


def test_all_problems_are_said_at_once(folder, capsys):
    content = changed("brake", "")
    content["probability"], content["version"], content["colour"] = 1.3, 7, "red"
    content["facts"][0]["id"], content["figure"]["description"] = "C0-02", ""
    said = say(folder, capsys, content)
    assert said.startswith("✘ capstone.json has 6 problems;")
    for words in ("version is '7'", "'colour' is no field", "C0-02 is a repeated claim",
                  "probability is 1.3", "brake is empty", "description is empty"):
        assert words in said


def test_missing_and_odd_names_are_answered(folder, capsys):
    for name in ("none.json", "my\0name.json"):
        brief(name)
        assert " has 1 problem; no page is written" in out(capsys)
    for odd in (..., None, 3, "my_figure.png"):
        brief(odd)
        assert 'such as brief("capstone.json")' in out(capsys)
    assert {p.name for p in folder.iterdir()} == {"my_figure.png"}


JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=9),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.text(max_size=5) | st.sampled_from([*TEMPLATE, "id", "name"]), inner, max_size=4),
    max_leaves=8)
PLACES = ["version", "claim", "indicators", "indicators.0", "indicators.1.weight", "facts",
          "facts.2", "facts.0.id", "probability", "brake", "figure", "figure.file"]


@settings(max_examples=40, deadline=None)
@given(place=st.sampled_from(PLACES), junk=JUNK)
def test_no_content_stops_the_lesson(place, junk, tmp_path_factory):
    file = tmp_path_factory.mktemp("junk") / "capstone.json"
    (file.parent / "my_figure.png").write_bytes(PNG)
    file.write_text(json.dumps(changed(place, junk)))
    brief(file)
    assert not list(file.parent.glob(".*"))


# ---------------------------------------------------------------- page

class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.alts = [], []

    def handle_starttag(self, tag, attributes):
        self.tags.append(tag)
        if tag == "img":
            self.alts.append(dict(attributes)["alt"])


def test_a_complete_file_becomes_a_page_with_escaped_text(folder, capsys):
    hostile = copy.deepcopy(GOOD)
    for place, name in ((hostile, "claim"), (hostile, "accelerator"), (hostile, "change_my_mind"),
                        (hostile["facts"][0], "statement"), (hostile["indicators"][0], "name"),
                        (hostile["figure"], "description")):
        place[name] = '"><script>alert(1)</script> & <img src=x>'
    assert say(folder, capsys, hostile).startswith("✔ capstone.json is complete: capstone.html")
    text = (folder / "capstone.html").read_text(encoding="utf-8")
    page = Page()
    page.feed(text)
    assert "script" not in page.tags and page.alts == [hostile["figure"]["description"]]
    assert "&lt;yet&gt;" in text and "<yet>" not in text
    assert not re.search(r'(src|href)="(?!data:)', text)


def test_the_page_names_sources_and_our_reading(folder, capsys):
    say(folder, capsys, GOOD)
    text = (folder / "capstone.html").read_text(encoding="utf-8")
    assert "Probability that this is right: 65%" in text
    assert "C1-03 (claim, our reading: corroborated); " in text
    assert "launch_gpt_5 (events, actual); " in text
    assert sorted(p.name for p in folder.iterdir()) == ["capstone.html", "capstone.json",
                                                        "my_figure.png"]


def test_an_earlier_page_stays_when_problems_come(folder, capsys):
    say(folder, capsys, GOOD)
    before = (folder / "capstone.html").read_bytes()
    say(folder, capsys, changed("probability", 1.3))
    assert (folder / "capstone.html").read_bytes() == before


def test_a_page_that_cannot_be_written_is_said(folder, capsys):
    (folder / "capstone.html").mkdir()
    assert "cannot be written beside it" in say(folder, capsys, GOOD)
    assert sorted(p.name for p in folder.iterdir()) == ["capstone.html", "capstone.json",
                                                        "my_figure.png"]


def longest():
    rows = capstone._rows()
    ids = sorted((key for key in rows if capstone._source_ids(rows[key][1])),
                 key=lambda key: -len(capstone._origin(*rows[key])))[:3]
    content = copy.deepcopy(GOOD)
    wide = {name: ("WWW WWWWW " * limit)[:limit - 1] + "W" for name, limit in LIMITS.items()}
    for one in content["indicators"]:
        one |= {"name": wide["name"], "direction": "accelerator", "class": "documents"}
    for fact, key in zip(content["facts"], ids, strict=True):
        fact |= {"statement": wide["statement"], "id": key}
    content |= {name: wide[name] for name in content if name in wide}
    content["figure"]["description"] = wide["description"]
    return content


@pytest.mark.parametrize("size", [(8, 4.5), (4, 12)], ids=["wide", "tall"])
def test_the_longest_brief_is_one_sheet(size, folder, capsys):
    if handout.browser() is None:
        pytest.skip("no Chromium on this machine, so no PDF")
    import matplotlib.pyplot as plt
    fig = plt.figure(figsize=size)
    fig.savefig(folder / "my_figure.png", dpi=140)
    plt.close(fig)
    assert "is complete" in say(folder, capsys, longest())
    handout.to_pdf(folder / "capstone.html", folder / "capstone.pdf")
    pdf = (folder / "capstone.pdf").read_bytes()
    assert len(re.findall(rb"/Type\s*/Page\b", pdf)) == 1
    assert re.search(rb"/MediaBox\s*\[0 0 59[45]\.?\d* 84[12]\.?\d*\]", pdf)

"""The form of every lesson: what a reader sees, and what nbval does not look at."""

import base64
import itertools
import re

import pytest

from helpers.data import load
from helpers.exercises import lesson
from tests.lessons import LESSONS, NAMES, cells, plain, read_notebook, solution, source, tagged

HEADINGS = ["Your first click|Guess first", "Warm-up", "1 · ", "What if?", "Exercises",
            "Go further", "What to keep", "Your verdict", "Sources of this lesson",
            "Keep your work"]
SETUP = source(cells(LESSONS[0], "code")[0])
FORBIDDEN = {"simply", "just", "obviously", "of course", "proves", "bankruptcy", "easy"}
every_lesson = pytest.mark.parametrize("path", LESSONS, ids=NAMES)


def stored(path):
    return [(cell, output) for cell in cells(path, "code") for output in cell["outputs"]]


@every_lesson
def test_stored_in_order_from_a_fresh_kernel(path):
    counts = [cell["execution_count"] for cell in cells(path, "code")]
    assert counts == list(range(1, len(counts) + 1)), "run python -m helpers.teach rerun"


@every_lesson
def test_no_error_and_no_stderr_is_stored(path):
    assert [o for _, o in stored(path) if o["output_type"] == "error"] == []
    assert [o for _, o in stored(path) if o.get("name") == "stderr"] == []


@every_lesson
def test_every_picture_has_its_description(path):
    for cell in cells(path, "code"):
        bundles = [o.get("data", {}) for o in cell["outputs"]]
        for picture, words in itertools.pairwise([*bundles, {}]):
            if "image/png" not in picture:
                continue
            said = "".join(picture["text/plain"])
            assert len(said.split()) > 20, f"a picture without description: {source(cell)[:80]}"
            assert "<details>" in "".join(words.get("text/html", "")), "the words are not folded"
            assert "".join(words["text/plain"]) == said
            assert base64.b64decode(picture["image/png"])[:4] == b"\x89PNG"


@every_lesson
def test_nothing_is_stored_that_changes_from_machine_to_machine(path):
    text = re.sub(r'"image/png": "[^"]*"', "", path.read_text(encoding="utf-8"))
    assert not re.search(r"nbval|NBVAL|raises-exception", text), "nbval marks"
    assert not re.search(r"/home/|/Users/|/tmp/|/root/|[A-Z]:\\\\", text), "an absolute path"
    assert not re.search(r"0x[0-9a-f]{8}", text), "a memory address"
    assert "widget-view" not in text, "a stored widget; use python -m helpers.teach rerun"
    notebook = read_notebook(path)
    assert set(notebook["metadata"]) == {"kernelspec", "language_info", "lesson"}
    assert notebook["metadata"]["kernelspec"]["name"] == "python3"
    assert b"\r" not in path.read_bytes()


@every_lesson
def test_code_is_short_enough_to_read(path):
    sizes = []
    for cell in cells(path, "code"):
        lines = [line for line in source(cell).splitlines() if line.strip()]
        sizes.append(len(lines))
        long = [line for line in lines if len(line) > 72]
        assert not long, f"cut off on paper: {long}"
        assert not source(cell).rstrip().endswith(";"), "a trailing ; hides an output"
        assert len(lines) <= 15, f"a wall of code: {lines[0]}"
    assert sorted(sizes)[int(0.9 * len(sizes))] <= 10


@every_lesson
def test_first_code_cell_is_the_same_everywhere(path):
    first = cells(path, "code")[0]
    assert source(first) == SETUP
    assert len(SETUP.splitlines()) <= 8
    assert first["metadata"] == {"jupyter": {"source_hidden": True}}


@every_lesson
def test_the_seven_parts_stand_in_order(path):
    text = "\n".join(source(cell) for cell in cells(path, "markdown"))
    places = [re.search(rf"(?m)^##+ ({heading})", text) for heading in HEADINGS]
    assert all(places), f"missing: {[h for h, p in zip(HEADINGS, places, strict=True) if not p]}"
    starts = [place.start() for place in places]
    assert starts == sorted(starts)


@every_lesson
def test_title_cell_says_what_the_metadata_say(path):
    facts = read_notebook(path)["metadata"]["lesson"]
    opening = source(cells(path, "markdown")[0])
    assert opening.startswith(f"# {facts['number']} · {facts['title']}\n*{facts['subtitle']}*\n")
    minutes = facts["minutes"]
    assert (f"{minutes['guided']} minutes guided + {minutes['exercises']} of exercises "
            f"(+ {minutes['further']} optional)") in opening
    assert path.name.startswith(facts["number"])
    brief = re.search(r"> \*En bref\.\* (.+)", source(cells(path, "markdown")[1])).group(1)
    assert 60 <= len(re.findall(r"[\w’'-]+", brief)) <= 80


@every_lesson
def test_headings_are_words_and_voice_is_kept(path):
    for cell in cells(path, "markdown"):
        prose = re.sub(r"(?s)```.*?```|`[^`]*`", "", source(cell))
        words = re.findall(r"[\w’'-]+", re.sub(r"(?s)<details>.*?</details>", "", prose))
        assert len(words) <= 140, f"a wall of text: {prose[:60]}"
        for word in FORBIDDEN:
            assert not re.search(rf"\b{word}\b", prose.lower()), f"{word!r} in: {prose[:70]}"
        assert "$$" not in prose


@every_lesson
def test_every_exercise_has_answer_solution_hint_and_a_key(path):
    asked = lesson(path.name[:2]).exercises
    answers, solutions = tagged(path, "answer-"), tagged(path, "solution-")
    assert set(answers) == set(solutions) == set(asked)
    for key, cell in solutions.items():
        assert source(cell).startswith("<details><summary>Solution</summary>")
        block = solution(cell)
        assert f'check("{key}"' in block
        assert max(map(len, block.splitlines())) <= 72
        after = source(cell).split("```")[-1].replace("</details>", "").split()
        assert len(after) >= 6, f"{key}: one sentence of why is missing"
    for key in asked:
        if key[-1].isdigit():
            text = next(source(c) for c in cells(path, "markdown")
                        if re.search(rf"\*\*{key} ★", source(c)))
            assert re.search(r"★ \(\d+ min", text), f"{key}: minutes"
    hints = sum("<summary>Hint</summary>" in source(c) for c in cells(path, "markdown"))
    assert hints == sum(key[-1].isdigit() for key in asked)


@every_lesson
def test_stored_answers_are_open(path):
    given = {key: source(cell) for key, cell in tagged(path, "answer-").items()}
    wrong_on_purpose = {"00-1"}
    for key, text in given.items():
        assert "..." in text or key in wrong_on_purpose, f"{key} is answered in the lesson"


@every_lesson
def test_glossary_terms_exist(path):
    glossary = load("glossary")
    known = {word.lower() for text in glossary.english for word in re.split(r"[(),]", text)}
    known = {word.strip() for word in known}
    for cell in cells(path, "markdown"):
        for term in re.findall(r"\*\*\[([^\]]+)\]\(\.\./data/glossary\.csv\)\*\*", source(cell)):
            assert {term.lower(), f"{term.lower()}s"} & known, f"{term!r} is not in the glossary"


@every_lesson
def test_tables_shown_are_small_and_whole(path):
    for cell in cells(path, "code"):
        for output in cell["outputs"]:
            table = "".join(output.get("data", {}).get("text/html", ""))
            if "dataframe" in table:
                heads = re.search(r"(?s)<thead>(.*?)</thead>", table).group(1)
                assert heads.count("<th>") - 1 <= 6, f"too wide: {source(cell)[:60]}"
                assert not re.search(r"<td>(NaN|NaT|<NA>|None)</td>", table), source(cell)[:60]


@every_lesson
def test_claims_are_cited_in_words(path):
    claims = load("claims").set_index("id")
    said = re.sub(r"\s+", " ", "\n".join(plain(c["outputs"]) for c in cells(path, "code")))
    headline = lesson(path.name[:2]).headline.claim
    cited = re.findall(r'"(C\d-\d\d)"', " ".join(
        call for c in cells(path, "code") for call in re.findall(r"cite\(([^)]*)\)", source(c))))
    assert headline in cited
    for key in cited:
        assert claims.claim[key] in said


@every_lesson
def test_nothing_after_2024_is_opened_before_a_guess(path):
    guessed = set()
    for cell in cells(path, "code"):
        text = source(cell)
        guessed |= set(re.findall(r'predict\("([^"]+)"', text))
        revealed = set(re.findall(r'reveal\("([^"]+)"', text))
        assert revealed <= guessed, f"revealed without a guess before it: {text[:60]}"
        if "after_2024" in text:
            assert guessed, f"later rows before any guess: {text[:60]}"

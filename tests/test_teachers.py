"""For teachers: plans that add up, commands that exist, answers and figures in step.

python -m tests.test_teachers writes README's two figures and the guide's answers anew.
"""

import base64
import csv
import html
import itertools
import re
import shlex

import pytest

from helpers import teach
from helpers.exercises import lesson
from helpers.models.cascades import threshold_cascade
from helpers.teach import NOTEBOOKS, PROJECT, read_notebook
from helpers.words import is_number
from helpers.words import number as digits
from tests.lessons import LESSONS, NAMES, cells, source

FOLDER = NOTEBOOKS / "for_teachers"
README = PROJECT / "README.md"
PAGES = (README, *sorted(FOLDER.glob("*.md")))
GUIDE = (FOLDER / "guide.md").read_text(encoding="utf-8")
CARDS = (FOLDER / "role_cards.md").read_text(encoding="utf-8")
SHORT_PATH = ("00", "01", "03", "04", "05", "08", "11")
FIGURES = {"01": "doubling time of weekly users", "03": "messages a day, millions"}
each_page = pytest.mark.parametrize("page", PAGES, ids=[page.name for page in PAGES])


def part(text, heading):
    """What stands under a heading, up to the next one of its level or above."""
    level = len(heading) - len(heading.lstrip("#"))
    start = re.search(rf"(?m)^{re.escape(heading)}.*$", text)
    assert start, f"no heading {heading!r}"
    rest = text[start.end():]
    end = re.search(rf"(?m)^#{{1,{level}}} ", rest)
    return rest[:end.start()] if end else rest


def rows(text):
    """The rows of the first table in a text, each a dict of its headings."""
    lines = [[cell.strip() for cell in line.strip("|").split("|")]
             for line in text.splitlines() if line.startswith("|")]
    return [dict(zip(lines[0], line, strict=True)) for line in lines[2:]]


def minutes():
    """{lesson: its row in the guide's table of minutes, as numbers}."""
    return {row.pop("lesson"): {key: int(value) for key, value in row.items()}
            for row in rows(part(GUIDE, "## Minutes of each lesson"))}


@pytest.mark.parametrize("path", LESSONS, ids=NAMES)
def test_the_guide_gives_the_minutes_of_the_lessons(path):
    facts = read_notebook(path)["metadata"]["lesson"]["minutes"]
    assert minutes()[path.name[:2]] == {"guided": facts["guided"], "optional": facts["further"],
                                        "exercises": facts["exercises"]}


@pytest.mark.parametrize("heading, sessions, length", [("### Three sessions", 3, 120),
                                                       ("### Six sessions", 6, 90)])
def test_sessions_add_up_to_the_lessons(heading, sessions, length):
    of, text = minutes(), part(GUIDE, heading)
    assert f"({length} minutes each)" in GUIDE and len(rows(text)) == sessions
    for row in rows(text):
        lessons = row["lessons"].split()
        booked = {key: int(value) for key, value in row.items()
                  if key not in ("lessons", "in class")}
        assert booked["guided"] == sum(of[n]["guided"] for n in lessons)
        assert (booked["exercises"] + booked["exercises at home"]
                == sum(of[n]["exercises"] for n in lessons))
        spent = sum(booked[key] for key in ("guided", "exercises", "discussion", "spare"))
        assert spent == booked["sum"] == length


def exercise_minutes():
    """{exercise: minutes that its header gives}."""
    text = "\n".join(source(cell) for path in LESSONS for cell in cells(path, "markdown"))
    return {key: int(said) for key, said in re.findall(r"\*\*(\d\d-\w+) ★[^(]*\((\d+) min", text)}


def test_the_exercises_of_three_sessions_fit_into_their_minutes():
    of = exercise_minutes()
    for row in rows(part(GUIDE, "### Three sessions")):
        chosen = row["in class"].split()
        assert {key[:2] for key in chosen} == set(row["lessons"].split())
        assert sum(of[key] for key in chosen) <= int(row["exercises"])


def test_one_session_takes_ninety_minutes_out_of_the_lessons():
    plan = rows(part(GUIDE, "## In a hurry"))
    assert sum(int(row["minutes"]) for row in plan) == 90
    for row in plan:
        if row["lesson"] != "all":
            assert int(row["of its guided"]) == minutes()[row["lesson"]]["guided"]
            assert int(row["minutes"]) <= int(row["of its guided"])


def test_the_role_play_and_the_rubric_add_up():
    assert sum(int(row["minutes"]) for row in rows(part(CARDS, "## Schedule"))) == 75
    assert "75 minutes" in CARDS
    short = part(CARDS, "## Short form")
    assert sum(int(n) for n in re.findall(r"\*\*\((\d+)\)\*\*", short)) == 20
    assert sum(int(row["points"]) for row in rows(part(GUIDE, "## Assessment"))) == 100


def spoken(total):
    hours, rest = divmod(total, 60)
    return f"{hours} hours {rest}" if rest else f"{hours} hours"


def test_readme_gives_the_hours_of_all_and_of_the_short_path():
    core = {n: row["guided"] + row["exercises"] for n, row in minutes().items()}
    first = README.read_text(encoding="utf-8").split("## Begin")[0]
    assert f"{spoken(sum(core.values()))} without" in first
    assert f"takes {spoken(sum(core[n] for n in SHORT_PATH))}" in first
    marked = {path.name[:2] for path in LESSONS
              if read_notebook(path)["metadata"]["lesson"].get("short_path")}
    assert marked <= set(SHORT_PATH)


def test_the_first_screen_of_readme_is_short():
    first = README.read_text(encoding="utf-8").split("## The lessons")[0]
    assert len([line for line in first.splitlines() if line.strip()]) <= 60
    assert '<img src="' in first.split("## Begin")[0]


def commands(page):
    """What a page says to type after helpers.teach, as lists of words."""
    said = re.findall(r"-m helpers\.teach ([^`\n;]+)", page.read_text(encoding="utf-8"))
    return [shlex.split(words) for words in said]


@each_page
def test_every_command_named_exists(page, capsys):
    for words in commands(page):
        with pytest.raises(SystemExit) as ended:
            teach.main([*words, "--help"])
        assert ended.value.code == 0, words
        said = capsys.readouterr().out
        assert all(word in said for word in words if word.startswith("--")), words


def test_the_guide_names_every_command_of_a_teacher():
    named = {words[0] for words in commands(FOLDER / "guide.md")}
    assert {"doctor", "class-copy", "handout", "collect"} <= named


def anchors(page):
    heads = re.findall(r"(?m)^#+ (.+)$", re.sub(r"(?s)```.*?```", "", page.read_text("utf-8")))
    return {re.sub(r"[^\w -]", "", head.lower()).replace(" ", "-") for head in heads}


@each_page
def test_every_link_leads_somewhere(page):
    text = page.read_text(encoding="utf-8")
    links = re.findall(r"\]\((?!https?:)([^)]+)\)", text) + re.findall(r'src="([^"]+)"', text)
    for link in links:
        path, _, anchor = link.partition("#")
        goal = (page.parent / path).resolve() if path else page
        assert goal.exists(), link
        if anchor:
            assert anchor in anchors(goal), link


def test_binders_address_stands_in_one_place():
    text = "".join(page.read_text(encoding="utf-8") for page in PAGES)
    assert text.count("mybinder.org/v2") == 1 and text.count("][binder]") >= 1


def test_cards_give_facts_of_the_tables_only():
    cited = set()
    for table in ("events", "signatures", "share_prices", "funding"):
        with (PROJECT / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as lines:
            for row in csv.DictReader(lines):
                cited |= {row["source_id"], row["source_id_2"]}
    named = set(re.findall(r"\[([a-z0-9_]+)\](?!\()", CARDS))
    assert len(named) > 15 and named <= cited, named - cited
    facts = [line for heading in ("## Friday's facts", "## Cards", "## Envelopes")
             for line in part(CARDS, heading).splitlines() if line.startswith("- ")]
    assert len(facts) > 30
    assert [fact for fact in facts if not re.search(r"\[[a-z0-9_]+\]", fact)] == []


def test_no_card_is_a_named_person():
    with (PROJECT / "data" / "people.csv").open(encoding="utf-8", newline="") as lines:
        people = {row["name"].split()[-1] for row in csv.DictReader(lines)}
    assert len(people) > 10
    assert {name for name in people if re.search(rf"\b{name}\b", CARDS)} == set()


def standing(cards, volunteers=()):
    """People standing in the end; a card is how many must stand before its holder does."""
    up = set(volunteers)
    while more := {i for i, card in enumerate(cards) if card <= len(up)} - up:
        up |= more
    return len(up)


@pytest.mark.parametrize("people", [5, 20, 31])
def test_the_threshold_game_ends_as_the_cards_say(people):
    cards = list(range(people))
    assert standing(cards) == people
    cards[1] = 2
    assert standing(cards) == 1
    assert all(standing(cards, [i]) == people for i in range(1, people))


def test_staff_thresholds_need_somebody_to_begin():
    shares = [int(n) / 100 for n in re.search(r"in percent: ([\d, ]+)\.", CARDS)[1].split(", ")]
    cards = [share * len(shares) for share in shares]
    assert len(cards) == 20 and threshold_cascade(shares) == 0
    assert all(standing(cards, [i]) == 1 for i in range(20))
    assert {standing(cards, pair) for pair in itertools.combinations(range(20), 2)} > {20}


@pytest.mark.parametrize("path", LESSONS, ids=NAMES)
def test_every_warm_up_question_has_its_answer(path):
    text = "\n".join(source(cell) for cell in cells(path, "markdown"))
    questions = re.findall(r"(?m)^\d\. (.+)$", part(text, "## Warm-up"))
    given = re.findall(r"(?m)^\d\. \*(.+?)\* (.+)$",
                       part(GUIDE, f"### Lesson {path.name[:2]}"))
    assert len(questions) >= 3 and [question for question, _ in given] == questions
    assert all(len(answer) > 5 for _, answer in given)


def test_likely_mistakes_are_those_of_the_checks():
    for row in rows(part(GUIDE, "## Likely mistakes")):
        asked = lesson(row["exercise"][:2])
        known = {mistake.says for mistake in asked.exercises[row["exercise"]].mistakes}
        assert row["the check says"] in known, row["exercise"]


def test_no_answer_reaches_a_class_copy(tmp_path):
    assert teach.main(["class-copy", str(tmp_path / "class")]) == 0
    assert not list((tmp_path / "class").rglob("guide.md"))


def stored_figure(number):
    """Bytes of a lesson's figure as it is stored, and its words."""
    path = next(path for path in LESSONS if path.name.startswith(number))
    for cell in cells(path, "code"):
        for output in cell["outputs"]:
            words = " ".join("".join(output.get("data", {}).get("text/plain", "")).split())
            if "image/png" in output.get("data", {}) and FIGURES[number] in words:
                return base64.b64decode(output["data"]["image/png"]), words
    raise AssertionError(f"lesson {number} has no figure of {FIGURES[number]}")


def with_figures(readme):
    """README's text with the words of its figures as the lessons store them."""
    for number in FIGURES:
        said = html.escape(stored_figure(number)[1])
        readme = re.sub(rf'(lesson_{number}\.png" alt=")[^"]*',
                        lambda found, said=said: found[1] + said, readme)
    return readme


@pytest.mark.parametrize("number", FIGURES)
def test_readmes_figures_are_those_of_the_lessons(number):
    kept = (FOLDER / "figures" / f"lesson_{number}.png").read_bytes()
    assert kept == stored_figure(number)[0], "run python -m tests.test_teachers"


def test_readmes_figures_are_told_in_words():
    readme = README.read_text(encoding="utf-8")
    assert len(re.findall(r'<img src="[^"]+" alt="[^"]{100,}"', readme)) == len(FIGURES)
    assert readme == with_figures(readme), "run python -m tests.test_teachers"


def said(value, names):
    if callable(value):
        return "a function; see the solution"
    if isinstance(value, tuple):
        return ", ".join(f"{name} {said(part, ())}" for name, part in
                         itertools.zip_longest(names, value, fillvalue="")).strip()
    if not is_number(value):
        return str(value)
    return digits(value) if abs(value) >= 1000 else f"{value:.4g}"


def with_answers(guide):
    """The guide's text with its table of answers, computed from data and models."""
    lines = ["| exercise | right | unit |", "|---|---|---|"]
    for path in LESSONS:
        for key, exercise in lesson(path.name[:2]).exercises.items():
            right = said(exercise.answer(), exercise.parts)
            lines.append(f"| {key} | {right} | {exercise.unit} |")
    table = "\n".join(lines)
    return re.sub(r"(?s)(<!-- answers -->\n).*?(<!-- end of answers -->)",
                  lambda found: f"{found[1]}{table}\n{found[2]}", guide)


def test_what_a_teacher_should_see_is_what_the_lessons_show():
    seen = re.search(r"\*You should see:\* (.*)", GUIDE)[1]
    titles = " ".join(line for path in LESSONS[3:6] for cell in cells(path, "code")
                      for output in cell["outputs"] if "image/png" in output.get("data", {})
                      for line in output["data"]["text/plain"])
    for part_of_title in ("0.07 cents", "0.9 to 1.4 cents", "1.05 million"):
        assert part_of_title in seen and part_of_title in titles
    assert re.search(r"Costs of 8\.5 on revenue of 3\.7 leave a loss of 4\.8 billion", titles)
    assert "costs of 8.5 on revenue of 3.7, a loss of 4.8 billion" in seen
    right = {key: exercise.answer() for n in ("00", "04") for key, exercise in
             lesson(n).exercises.items()}
    assert f"00-1 {right['00-1']:.3f}" in seen and f"04-1 {right['04-1']:,.0f}" in seen
    light, heavy = right["04-5"]
    assert f"about {light:.0f} cent" in seen and f"{heavy:.2f} at seven" in seen


def test_the_guides_answers_are_those_of_the_checks():
    assert len(rows(part(GUIDE, "## Answers in numbers"))) > 70
    assert GUIDE == with_answers(GUIDE), "run python -m tests.test_teachers"


def write_what_lessons_say():
    """Write README's figures and their words, and the guide's answers, as the lessons have them."""
    for number in FIGURES:
        (FOLDER / "figures" / f"lesson_{number}.png").write_bytes(stored_figure(number)[0])
    README.write_text(with_figures(README.read_text(encoding="utf-8")),
                      encoding="utf-8", newline="\n")
    (FOLDER / "guide.md").write_text(with_answers(GUIDE), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    write_what_lessons_say()

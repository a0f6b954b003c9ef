"""python -m helpers.teach: for learners start, doctor; for teachers class-copy, handout,
collect;
for maintainers rerun, seal.

Only the standard library is imported at the top, so that the doctor can report what is missing.
"""

import argparse
import html
import importlib.metadata
import importlib.util
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

PROJECT = pathlib.Path(__file__).resolve().parents[1]
NOTEBOOKS = PROJECT / "notebooks"
COPIES = PROJECT / "my_lessons"
OLDEST = (3, 11)
NEEDED = ("pandas", "matplotlib", "numpy", "scipy", "networkx", "ipywidgets", "jupyterlab")
QUIET = ("--LabApp.news_url=None",
         "--LabApp.check_for_updates_class=jupyterlab.NeverCheckForUpdate")
CLASS_README = """# From Lab to Market: the copy of a class

{begin}

## Hand in

Your record is `my_lessons/progress.json`: guesses, checks passed and verdicts, no name. Hand it in
as a file named after you, such as `Anna.json`.
"""
WIDGET = "application/vnd.jupyter.widget-view+json"


def lessons():
    """The paths of all lessons, in order."""
    return sorted(NOTEBOOKS.glob("[0-9][0-9]_*.ipynb"))


def read_notebook(path):
    """A notebook as a dict."""
    return json.loads(path.read_text(encoding="utf-8"))


def write_notebook(path, notebook):
    """Write a notebook the way git likes it: sorted keys, LF, all or nothing."""
    from helpers import record
    record.write_whole(
        path, json.dumps(notebook, indent=1, ensure_ascii=False, sort_keys=True) + "\n")


def without_outputs(notebook):
    """The learner's copy of a lesson: the same cells, no output, no count."""
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"], cell["execution_count"] = [], None
    return notebook


# ---------------------------------------------------------------- start

def start(again=(), browser=True):
    """Make the learner's copies in my_lessons/, never over an existing one, and open lesson 00."""
    COPIES.mkdir(exist_ok=True)
    made = []
    for lesson in lessons():
        copy = COPIES / lesson.name
        if lesson.name[:2] in again:
            copy = _beside(copy)
        if not copy.exists():
            write_notebook(copy, without_outputs(read_notebook(lesson)))
            made.append(copy.name)
    unknown = _unknown(again)
    if unknown:
        print(unknown)
    print(f"New in my_lessons/: {', '.join(made) or 'nothing, your copies are all there'}.")
    first = COPIES / lessons()[0].name
    if not browser:
        print(f"Open {first.relative_to(COPIES.parent)} in JupyterLab to begin.")
    else:
        print("JupyterLab opens in your browser; come back here and press Ctrl+C to stop it.")
        as_root = ["--allow-root"] if getattr(os, "geteuid", lambda: 1)() == 0 else []
        subprocess.run([sys.executable, "-m", "jupyterlab", *QUIET, *as_root, str(first)],
                       cwd=PROJECT, check=False)
    return 1 if unknown else 0


def _unknown(numbers):
    known = [lesson.name[:2] for lesson in lessons()]
    unknown = sorted(set(numbers) - set(known))
    return unknown and f"There is no lesson {', '.join(unknown)}; lessons are {', '.join(known)}."


def _beside(copy):
    if not copy.exists():
        return copy
    return next(name for n in range(2, 10_000)
                if not (name := copy.with_stem(f"{copy.stem}_{n}")).exists())


# ---------------------------------------------------------------- doctor

def _python():
    version = sys.version.split()[0]
    if sys.version_info < OLDEST:
        return False, f"Python {version} is too old: install 3.11 or newer", ""
    return True, "Python is 3.11 or newer", version


def _packages():
    pins = re.findall(r"(?m)^([a-z0-9_-]+)==([\w.]+)",
                      (PROJECT / "requirements.txt").read_text(encoding="utf-8"))
    for name in NEEDED:
        if importlib.util.find_spec(name) is None:
            yield False, f"{name} is missing: run pip install -r requirements.txt", ""
            continue
        there = importlib.metadata.version(name)
        tested = [version for pinned, version in pins if pinned == name]
        other = "" if there in tested else f", tested with {' or '.join(tested)}"
        yield True, f"{name} is installed", there + other


def _data(thorough):
    from helpers import data
    troubles = data.problems() if thorough else list(_unreadable(data))
    for trouble in troubles:
        yield False, trouble, ""
    if not troubles:
        checked = "files, hashes, keys and sources" if thorough else "all tables"
        yield True, f"data: {checked} are in order", f"{len(data.table_names())} tables"


def _unreadable(data):
    for table in data.table_names():
        try:
            data.load(table)
        except data.DataError as error:
            yield str(error)


def _record():
    from helpers import record
    folder = record.path().parent
    while not folder.exists():
        folder = folder.parent
    if os.access(folder, os.W_OK):
        return True, "your record can be kept", str(record.path())
    return True, f"{folder} cannot be written: lessons run, but nothing is kept", ""


def findings(thorough):
    """What the doctor looks at: in order?, one plain line, a detail of this machine."""
    yield _python()
    packages = list(_packages())
    yield from packages
    if all(good for good, _, _ in packages):
        yield from _data(thorough)
        yield _record()


def doctor():
    """Print one plain line for each thing that must be in order; return 1 if one is not."""
    seen = list(findings(thorough=True))
    for good, line, detail in seen:
        print(f"{'ok' if good else 'MEND':<5}{line}{f' ({detail})' if detail else ''}")
    return 0 if all(good for good, _, _ in seen) else 1


def ready():
    """In a lesson: one line that says whether this machine is ready, details folded under it."""
    from IPython.display import display
    seen = list(findings(thorough=False))
    bad = [line for good, line, _ in seen if not good]
    line = f"✘ {'; '.join(bad)}" if bad else "✔ This machine is ready: packages, data and folder."
    items = "".join(f"<li>{html.escape(text)}</li>" for _, text, _ in seen)
    display({"text/html": f"<b>{html.escape(line)}</b>", "text/plain": line}, raw=True)
    display({"text/html": f"<details><summary>Details</summary><ul>{items}</ul></details>",
             "text/plain": "Details: python -m helpers.teach doctor"}, raw=True)


# ---------------------------------------------------------------- rerun

def rerun(paths):
    """Run lessons in a fresh kernel and store them; a lesson that fails is left as it was."""
    chosen = [pathlib.Path(path).resolve() for path in paths] or lessons()
    failed = []
    for number, path in enumerate(chosen, 1):
        print(f"[{number}/{len(chosen)}] {path.name} …", end=" ", flush=True)
        try:
            write_notebook(path, normalised(executed(read_notebook(path), path.parent)))
            print("stored")
        except Exception as error:
            failed.append(path.name)
            last = re.sub(r"\x1b\[[0-9;]*m", "", str(error)).strip().splitlines()[-1]
            print(f"left as it was: {last}")
    return 1 if failed else 0


def executed(notebook, folder):
    """The notebook as a fresh kernel answers it, with an empty record of its own."""
    import nbformat
    from nbclient import NotebookClient
    with tempfile.TemporaryDirectory() as empty:
        env = {**os.environ, "LESSONS_STATE": str(pathlib.Path(empty) / "progress.json")}
        node = nbformat.reads(json.dumps(without_outputs(notebook)), as_version=4)
        client = NotebookClient(node, timeout=120, resources={"metadata": {"path": str(folder)}})
        client.execute(env=env)
    return json.loads(nbformat.writes(node, version=4))


def normalised(notebook):
    """Counts from 1, no timing, no stored widget, one kernelspec: the same on every machine."""
    count = 0
    for cell in notebook["cells"]:
        cell["metadata"].pop("execution", None)
        if cell["cell_type"] != "code":
            continue
        count += 1
        cell["execution_count"] = count
        cell["outputs"] = _printed_once(cell["outputs"])
        for output in cell["outputs"]:
            output.get("data", {}).pop(WIDGET, None)
            if "execution_count" in output:
                output["execution_count"] = count
    notebook["metadata"] = {
        "kernelspec": {"display_name": "Python 3 (ipykernel)", "language": "python",
                       "name": "python3"},
        "language_info": {"name": "python"},
        **{key: notebook["metadata"][key] for key in ("lesson",) if key in notebook["metadata"]}}
    return notebook


def _printed_once(outputs):
    whole = []
    for output in outputs:
        last = whole[-1] if whole else {}
        if output["output_type"] == "stream" and last.get("name") == output["name"]:
            last["text"] = "".join([*last["text"], *output["text"]]).splitlines(keepends=True)
        else:
            whole.append(output)
    return whole


# ---------------------------------------------------------------- for a class

def class_copy(folder, answers=False):
    """Make a project to hand out: lessons without results, with all that they need to run.

    Without answers the solutions are taken out; with answers they stand in the answer cells too.
    Nothing is written into a folder that has something in it.
    """
    goal = _empty(folder)
    if goal is None:
        return 1
    with tempfile.TemporaryDirectory(dir=goal.parent) as draft:
        draft = pathlib.Path(draft) / goal.name
        for part in ("helpers", "data"):
            shutil.copytree(PROJECT / part, draft / part,
                            ignore=shutil.ignore_patterns("__pycache__"))
        for part in ("requirements.txt", "LICENSE", ".gitignore"):
            shutil.copy(PROJECT / part, draft)
        begin = re.search(r"(?s)## Begin\n.*?(?=\n\n## )", _readme()).group()
        (draft / "README.md").write_text(CLASS_README.format(begin=begin), encoding="utf-8",
                                         newline="\n")
        (draft / "notebooks").mkdir()
        for lesson in with_progress(lessons()):
            copy = without_outputs(read_notebook(lesson))
            write_notebook(draft / "notebooks" / lesson.name,
                           (solved if answers else unsolved)(copy))
        goal.rmdir()
        os.replace(draft, goal)
    print(f"Ready in {goal}: its README.md says how a student begins.")
    return 0


def handout(folder, numbers=(), answers=False):
    """Write lessons as HTML pages and, where Chromium is found, as A4 PDF; all without numbers."""
    from helpers import handout as paper
    if unknown := _unknown(numbers):
        print(unknown)
        return 1
    goal = _empty(folder)
    if goal is None:
        return 1
    for lesson in with_progress([p for p in lessons() if not numbers or p.name[:2] in numbers]):
        notebook = read_notebook(lesson)
        page = goal / f"{lesson.stem}.html"
        page.write_text(paper.page(notebook if answers else unsolved(notebook)), encoding="utf-8")
        if paper.browser():
            paper.to_pdf(page, page.with_suffix(".pdf"))
    if not paper.browser():
        print("No PDF: Chromium was not found. Open the pages in a browser and print them.")
    print(f"Ready in {goal}.")
    return 0


def collect(folder):
    """Print who did what, from the records (JSON) that were handed in below a folder.

    A record is named after its file, or after its folder where the file is progress.json. One
    that cannot be used is named with the reason, and the rest is still counted; no file is
    changed.
    """
    from helpers import record
    from helpers.exercises import lesson
    folder = pathlib.Path(folder).expanduser()
    handed_in = sorted(file for file in folder.rglob("*") if file.is_file())
    files = [file for file in handed_in if file.suffix == ".json"]
    if not files:
        print(f"No record (a file that ends in .json) lies in {folder}.")
        return 1
    broken = [f"{file.relative_to(folder)}: its name does not end in .json."
              for file in handed_in if file not in files]
    counted = 0
    print(f"{'who':<24}{'checks':>10}{'verdicts':>10}  lessons")
    for file in files:
        who = file.parent.name if file.stem == "progress" and file.parent != folder else file.stem
        try:
            kept = record.lessons_in(file)
        except ValueError as trouble:
            broken.append(f"{file.relative_to(folder)}: {trouble}.")
            continue
        checks = sum(len(entry.get("checks", {})) for entry in kept.values())
        asked = sum(len(known.exercises) for number in kept if (known := lesson(number)))
        verdicts = sum("word" in entry.get("verdict", {}) for entry in kept.values())
        counted += 1
        print(f"{who:<24}{f'{checks} of {asked}':>10}{verdicts:>10}  {' '.join(sorted(kept))}")
    print(f"{counted} of {len(handed_in)} files counted.")
    for line in broken:
        print(f"Not counted: {line}")
    return 0


def unsolved(notebook):
    """A lesson without its solution cells."""
    notebook["cells"] = [cell for cell in notebook["cells"] if not tag_of(cell, "solution-")]
    return notebook


def solved(notebook):
    """A lesson with each solution put into its answer cell."""
    blocks = {tag_of(cell, "solution-"): re.search(r"(?s)```python\n(.*?)```",
                                                   "".join(cell["source"])).group(1)
              for cell in notebook["cells"] if tag_of(cell, "solution-")}
    for cell in notebook["cells"]:
        if tag_of(cell, "answer-"):
            cell["source"] = blocks[tag_of(cell, "answer-")].rstrip().splitlines(keepends=True)
    return notebook


def tag_of(cell, start):
    """What follows start in a tag of the cell, such as "00-1" in "answer-00-1"; None if nothing."""
    return next((tag.removeprefix(start) for tag in cell["metadata"].get("tags", ())
                 if tag.startswith(start)), None)


def with_progress(paths):
    """The paths one by one; each is named on the screen as its turn comes."""
    for number, path in enumerate(paths, 1):
        print(f"[{number}/{len(paths)}] {path.name}", flush=True)
        yield path


def _empty(folder):
    goal = pathlib.Path(folder).expanduser().resolve()
    if goal.exists() and (not goal.is_dir() or any(goal.iterdir())):
        print(f"{goal} is there already and not empty: name a new folder. Nothing was written.")
        return None
    try:
        goal.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        print(f"{goal} cannot be made ({error.strerror}): name a folder where you may write.")
        return None
    return goal


# ---------------------------------------------------------------- seal

def seal():
    """For maintainers: write hashes, data/README.md and README's table of lessons anew."""
    from helpers import data
    data.seal()
    (PROJECT / "README.md").write_text(with_lessons(_readme()), encoding="utf-8", newline="\n")
    print("data/datapackage.json, data/README.md and README.md are in step with what is there.")
    return 0


def _readme():
    return (PROJECT / "README.md").read_text(encoding="utf-8")


def with_lessons(readme):
    """README's text with its table of lessons, made from the metadata of the notebooks."""
    rows = ["| | lesson | minutes | you learn to use |", "|---|---|---|---|"]
    guided = exercises = further = 0
    for path in lessons():
        facts = read_notebook(path)["metadata"]["lesson"]
        minutes = facts["minutes"]
        guided, exercises, further = (guided + minutes["guided"],
                                      exercises + minutes["exercises"],
                                      further + minutes["further"])
        rows.append(f"| {'●' if facts.get('short_path') else ''} | [{facts['number']} "
                    f"{facts['title']}](notebooks/{path.name}) | {minutes['guided']} + "
                    f"{minutes['exercises']} (+ {minutes['further']}) | {facts['tools']} |")
    rows.append(f"| | all | {guided} + {exercises} (+ {further}) | "
                f"{(guided + exercises) // 60} hours {(guided + exercises) % 60} without the "
                "optional parts |")
    table = "\n".join(rows)
    return re.sub(r"(?s)(<!-- lessons -->\n).*?(<!-- end of lessons -->)",
                  lambda found: f"{found[1]}{table}\n{found[2]}", readme)


def main(words=None):
    """Read the command line and do one thing; the return value is the exit code."""
    parser = argparse.ArgumentParser(prog="python -m helpers.teach", description=__doc__)
    does = parser.add_subparsers(dest="what", required=True)
    begin = does.add_parser("start", help="make your copies in my_lessons/ and open lesson 00")
    begin.add_argument("--again", nargs="+", default=[], metavar="NN",
                       help="put a fresh copy of lesson NN beside yours")
    begin.add_argument("--no-browser", action="store_true", help="only make the copies")
    does.add_parser("doctor", help="say in plain lines what is in order and what is not")
    again = does.add_parser("rerun", help="run lessons in a fresh kernel and store them")
    again.add_argument("notebooks", nargs="*", help="paths; all lessons when left out")
    for name, text in (("class-copy", "make a folder of lessons to hand out"),
                       ("handout", "write the lessons as pages and A4 PDF")):
        hand = does.add_parser(name, help=text)
        hand.add_argument("folder", help="a new or empty folder")
        hand.add_argument("--answers", action="store_true", help="with the solutions")
    hand.add_argument("lessons", nargs="*", metavar="NN", help="all when left out")
    hand_in = does.add_parser("collect", help="say who did what, from handed-in records")
    hand_in.add_argument("folder", help="where the records lie")
    does.add_parser("seal", help="write hashes, data/README.md and README's table of lessons anew")
    asked = parser.parse_args(words)
    if asked.what == "start":
        return start(asked.again, not asked.no_browser)
    if asked.what == "rerun":
        return rerun(asked.notebooks)
    if asked.what == "class-copy":
        return class_copy(asked.folder, asked.answers)
    if asked.what == "handout":
        return handout(asked.folder, asked.lessons, asked.answers)
    if asked.what == "collect":
        return collect(asked.folder)
    return {"doctor": doctor, "seal": seal}[asked.what]()


if __name__ == "__main__":
    sys.exit(main())

"""Starting, the doctor, and README's two commands."""

import re
import subprocess
import sys

import pytest

from helpers import data, teach
from helpers.teach import PROJECT

README = (PROJECT / "README.md").read_text(encoding="utf-8")


def command(name):
    return re.search(rf"<!-- {name} command -->\n```bash\n(.+)\n```", README).group(1)


def test_the_doctor_says_one_line_each_and_all_is_well(record, capsys):
    assert teach.main(["doctor"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len(lines) == len(teach.NEEDED) + 3
    assert all(line.startswith("ok   ") for line in lines)


def test_the_doctor_names_a_missing_package_and_what_to_do(monkeypatch, capsys):
    monkeypatch.setattr(teach, "NEEDED", ("pandas", "no_such_package"))
    assert teach.main(["doctor"]) == 1
    assert ("MEND no_such_package is missing: run pip install -r requirements.txt"
            in capsys.readouterr().out)


def test_the_doctor_runs_without_any_package():
    done = subprocess.run([sys.executable, "-I", "-S", "-c",
                           f"import sys; sys.path.insert(0, {str(PROJECT)!r}); "
                           "from helpers.teach import main; sys.exit(main(['doctor']))"],
                          capture_output=True, text=True)
    assert done.returncode == 1 and "pandas is missing" in done.stdout, done.stderr


def test_the_doctor_names_a_changed_file(monkeypatch, capsys, record):
    monkeypatch.setattr(data, "problems", lambda: ["data/users.csv differs from its hash"])
    assert teach.main(["doctor"]) == 1
    assert "MEND data/users.csv differs" in capsys.readouterr().out


def test_an_old_python_is_named(monkeypatch):
    monkeypatch.setattr(teach, "OLDEST", (9, 9))
    assert "is too old: install 3.11 or newer" in teach._python()[1]


def test_every_requirement_has_an_exact_pin_and_a_reason():
    for file in ("requirements.txt", "tests/requirements.txt"):
        for line in (PROJECT / file).read_text(encoding="utf-8").splitlines():
            assert re.match(r"#|[a-z0-9_-]+==[\w.]+ *(; [^#]+)?# \S+", line), line


@pytest.mark.parametrize("user, asks_for_root", [(0, True), (1000, False)])
def test_start_opens_jupyterlab_for_root_too(user, asks_for_root, tmp_path, monkeypatch):
    opened = []
    monkeypatch.setattr(teach, "COPIES", tmp_path / "my_lessons")
    monkeypatch.setattr(teach.os, "geteuid", lambda: user, raising=False)
    monkeypatch.setattr(teach.subprocess, "run", lambda words, **_: opened.append(words))
    assert teach.main(["start"]) == 0
    (words,) = opened
    assert words[-1].endswith("00_start_here.ipynb") and "jupyterlab" in words
    assert ("--allow-root" in words) == asks_for_root


@pytest.mark.parametrize("name, ends", [("start", "helpers.teach start"),
                                        ("test", "pytest -q -n auto --dist loadfile")])
def test_commands_set_up_everything_in_one_line(name, ends):
    said = command(name)
    assert said.startswith("python3 -m venv .venv && .venv/bin/python -m pip install")
    assert said.endswith(ends)


def test_powershell_forms_need_no_double_ampersand():
    forms = re.findall(r"```powershell\n(.+?)\n```", README, re.S)
    assert len(forms) == 2 and not any("&&" in form for form in forms)


def test_the_gate_runs_the_command_of_readme():
    assert "test command" in (PROJECT / ".ci" / "run").read_text(encoding="utf-8")


def test_every_link_of_readme_leads_somewhere():
    for target in re.findall(r"\]\((?!https?:|#)([^)]+)\)", README):
        assert (PROJECT / target).exists(), target


def test_the_table_of_lessons_says_what_the_notebooks_say():
    assert README == teach.with_lessons(README), "run python -m helpers.teach seal"


def test_start_opens_jupyterlab_without_news(monkeypatch, tmp_path):
    ran = []
    monkeypatch.setattr(teach, "COPIES", tmp_path / "my_lessons")
    monkeypatch.setattr(teach.subprocess, "run", lambda words, **_: ran.append(words))
    assert teach.main(["start"]) == 0
    assert ran[0][1:3] == ["-m", "jupyterlab"] and ran[0][-1].endswith("00_start_here.ipynb")
    assert "--LabApp.news_url=None" in ran[0]

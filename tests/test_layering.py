"""Who asks whom: data and models know nobody, and no room is entered from below."""

import ast
import subprocess
import sys

import pytest

from helpers.teach import PROJECT

HELPERS = PROJECT / "helpers"
MAY_ASK = {
    "__init__": set(), "words": set(), "data": set(), "models": {"models"},
    "record": {"words"}, "describe": {"words"}, "charts": {"data", "describe", "words"},
    "capstone": {"data", "exercises", "handout", "record", "words"},
    "citations": {"data", "words"}, "exercises": {"data", "exercises", "models"},
    "checks": {"exercises", "record", "words"},
    "guesses": {"checks", "data", "exercises", "record", "words"},
    "panels": {"charts", "describe", "words"}, "handout": set(),
    "teach": {"data", "exercises", "handout", "record"},
}
MODULES = sorted(HELPERS.rglob("*.py"))


def room(path):
    return path.relative_to(HELPERS).parts[0].removesuffix(".py")


def asked(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = ([alias.name for alias in node.names] if isinstance(node, ast.Import) else
                 [f"{node.module}.{alias.name}" for alias in node.names]
                 if isinstance(node, ast.ImportFrom) and node.module else [])
        for name in names:
            if name.startswith("helpers."):
                yield name.split(".")[1]


@pytest.mark.parametrize("path", MODULES, ids=lambda p: str(p.relative_to(HELPERS)))
def test_nobody_asks_out_of_turn(path):
    assert set(asked(path)) <= MAY_ASK[room(path)]


@pytest.mark.parametrize("heavy", ["scipy", "networkx", "ipywidgets"])
def test_heavy_packages_are_imported_where_they_are_needed(heavy):
    for path in MODULES:
        top = [n for n in ast.parse(path.read_text(encoding="utf-8")).body
               if isinstance(n, ast.Import | ast.ImportFrom)]
        names = {(n.names[0].name if isinstance(n, ast.Import) else n.module or "").split(".")[0]
                 for n in top}
        assert heavy not in names, f"{path.name} imports {heavy} at its top"


def test_the_doctor_needs_only_the_standard_library():
    tree = ast.parse((HELPERS / "teach.py").read_text(encoding="utf-8"))
    names = {a.name.split(".")[0] for n in tree.body if isinstance(n, ast.Import) for a in n.names}
    assert names <= set(sys.stdlib_module_names)
    assert not [n for n in tree.body if isinstance(n, ast.ImportFrom)]


def test_importing_the_helpers_loads_nothing_heavy():
    code = ("import sys; before = set(sys.modules); import helpers; "
            "print(sorted(m for m in set(sys.modules) - before if '.' not in m))")
    out = subprocess.run([sys.executable, "-c", code], cwd=PROJECT, capture_output=True, text=True,
                         check=True).stdout
    assert not {"pandas", "numpy", "matplotlib", "IPython"} & set(ast.literal_eval(out))
    assert "helpers" in ast.literal_eval(out)


def test_ruff_finds_nothing():
    pytest.importorskip("ruff")
    done = subprocess.run([sys.executable, "-m", "ruff", "check", "."], cwd=PROJECT,
                          capture_output=True, text=True)
    assert done.returncode == 0, done.stdout


def test_top_level_is_what_readme_says():
    done = subprocess.run(["git", "ls-files"], cwd=PROJECT, capture_output=True, text=True)
    if done.returncode:
        pytest.skip("not a git checkout")
    visible = {line.split("/")[0] for line in done.stdout.splitlines() if not line.startswith(".")}
    assert visible <= {"README.md", "requirements.txt", "LICENSE", "notebooks", "data", "helpers",
                       "tests"}

"""Lessons as the tests see them: their cells, and a run of them inside this process."""

import os
import re
import socket
import sys
from dataclasses import dataclass, field
from unittest import mock

from helpers.teach import NOTEBOOKS, lessons, read_notebook

LESSONS = lessons()
NAMES = [path.stem for path in LESSONS]
BLOCK = re.compile(r"```python\n(.*?)```", re.S)


@dataclass
class Cell:
    """One executed code cell: what it printed and displayed, its figures and its error."""

    source: str
    tags: tuple
    text: str = ""
    figures: list = field(default_factory=list)
    error: BaseException | None = None


def cells(path, kind=None):
    """The cells of a notebook, of one kind or all."""
    return [c for c in read_notebook(path)["cells"] if kind in (None, c["cell_type"])]


def source(cell):
    """The text of a cell."""
    return "".join(cell["source"])


def tagged(path, start):
    """{key: cell} of the cells whose tag begins with start, as in answer-00-1."""
    return {tag.removeprefix(start): cell for cell in cells(path)
            for tag in cell["metadata"].get("tags", []) if tag.startswith(start)}


def solution(cell):
    """The one block of Python in a solution cell."""
    blocks = BLOCK.findall(source(cell))
    assert len(blocks) == 1, f"{len(blocks)} python blocks in a solution, one is needed"
    return blocks[0]


def plain(outputs):
    """What stored outputs say, without pictures."""
    said = []
    for output in outputs:
        said.append("".join(output.get("text", "")))
        said.append("".join(output.get("data", {}).get("text/plain", "")))
    return "\n".join(filter(None, said))


def run_cells(path, record, answers=None, folder=NOTEBOOKS, until_not=None):
    """Run a lesson's code in this process, without a network, and return a Cell for each.

    answers: {exercise key: source that replaces the answer cell}. record: path of the record.
    until_not: cells of another run; stops after the first one that says something else.
    Figures are laid out and described, not drawn.
    """
    import pandas as pd
    from IPython.core.interactiveshell import InteractiveShell
    from IPython.utils.capture import capture_output

    from helpers import charts, checks, citations, guesses
    from helpers import record as kept

    for memory in (kept._said, guesses._guesses, checks.passed, citations._cited):
        memory.clear()
    InteractiveShell.clear_instance()
    shell = InteractiveShell.instance(colors="nocolor")
    shell.showtraceback = lambda *a, **k: None
    shell.history_manager.enabled = False
    pd.set_option("display.max_columns", 20)
    drawn, ran = [], []
    original, cwd, state = charts.picture, os.getcwd(), os.environ.get("LESSONS_STATE")

    def picture(fig, *args):
        drawn.append(fig)
        with mock.patch.object(fig, "savefig"):
            return original(fig, *args)

    charts.picture = picture
    connect, socket.socket.connect = socket.socket.connect, _no_network
    os.environ["LESSONS_STATE"] = str(record)
    os.chdir(folder)
    paths = list(sys.path)
    try:
        for cell in cells(path, "code"):
            tags = tuple(cell["metadata"].get("tags", ()))
            key = next((t.removeprefix("answer-") for t in tags if t.startswith("answer-")), None)
            text = (answers or {}).get(key, source(cell))
            drawn.clear()
            with capture_output() as seen:
                result = shell.run_cell(text, store_history=False)
            shown = [o.data.get("text/plain", "") for o in seen.outputs]
            said = re.sub(r"(?m)^Out\[\d*\]: ?", "", seen.stdout)
            ran.append(Cell(text, tags, "\n".join([said.rstrip(), *shown]).strip(),
                            list(drawn), result.error_before_exec or result.error_in_exec))
            assert not seen.stderr, f"{path.stem} writes to stderr: {seen.stderr}"
            if until_not and ran[-1].text != until_not[len(ran) - 1].text:
                break
    finally:
        os.chdir(cwd)
        sys.path[:] = paths
        charts.picture = original
        socket.socket.connect = connect
        if state is None:
            os.environ.pop("LESSONS_STATE", None)
        else:
            os.environ["LESSONS_STATE"] = state
        InteractiveShell.clear_instance()
    return ran


def _no_network(self, address):
    raise AssertionError(f"a lesson wants to connect to {address}")


def failures(ran):
    """The sentences of the cells that ended in an error."""
    return [f"{cell.source[:60]!r}: {cell.error!r}" for cell in ran if cell.error]



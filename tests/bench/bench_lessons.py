"""python -m tests.bench.bench_lessons [NN …]: lessons from cold, as ratios of one run.

A bare kernel imports pandas and pyplot and stops. Each lesson starts a kernel of its own and runs
all its cells. Rounds are interleaved; medians of five. Also the cost of the names of a lesson,
and the memory of a kernel that has run one.
"""

import statistics
import subprocess
import sys
import time

from helpers.teach import PROJECT, executed, lessons, read_notebook

ROUNDS = 5
BARE = "import pandas, matplotlib.pyplot"
NAMES = "from helpers import *"
MEMORY = """
import resource
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)"""


def notebook(*cells):
    return {"cells": [{"cell_type": "code", "id": f"c{i}", "metadata": {}, "source": text,
                       "outputs": [], "execution_count": None} for i, text in enumerate(cells)],
            "metadata": {"kernelspec": {"name": "python3", "display_name": "Python 3"}},
            "nbformat": 4, "nbformat_minor": 5}


def seconds(book):
    began = time.perf_counter()
    executed(book, PROJECT / "notebooks")
    return time.perf_counter() - began


def imports(code):
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], cwd=PROJECT, check=True)
    return time.perf_counter() - began


def memory(book):
    last = notebook(MEMORY)["cells"][0]
    ran = executed({**book, "cells": [*book["cells"], {**last, "id": "memory"}]},
                   PROJECT / "notebooks")
    return int("".join(ran["cells"][-1]["outputs"][0]["text"]))


def main(numbers):
    books = {path.stem: read_notebook(path) for path in lessons()
             if not numbers or path.name[:2] in numbers}
    times = {name: [] for name in ["bare", *books]}
    alone, named, nothing, helpers = [], [], [], []
    for _ in range(ROUNDS):
        times["bare"].append(seconds(notebook(BARE)))
        for name, book in books.items():
            times[name].append(seconds(book))
        alone.append(imports(BARE))
        named.append(imports(f"{BARE}; {NAMES}"))
        nothing.append(imports("pass"))
        helpers.append(imports("import helpers"))
    bare = statistics.median(times["bare"])
    print(f"bare kernel {bare:.2f} s")
    for name, book in books.items():
        print(f"{name:<26} {statistics.median(times[name]) / bare:5.2f} bare kernels "
              f"(bound 2.2, 2.6 with scipy or networkx), {memory(book)} MB (bound 250)")
    share = statistics.median(named) / statistics.median(alone) - 1
    print(f"the names of a lesson add {share:.0%} to importing pandas and pyplot "
          "(bound 15 %)")
    print(f"import helpers adds {statistics.median(helpers) - statistics.median(nothing):.3f} s "
          "to an empty Python")


if __name__ == "__main__":
    main(sys.argv[1:])

"""Time to read, check and type all tables, and a hundred times as many rows.

Run from the project's folder: python tests/bench/bench_data.py
"""

import csv
import json
import shutil
import sys
import tempfile
import time
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(PROJECT))

from helpers import data  # noqa: E402

COPIES = 100


def load_all():
    """Return (seconds, rows) of loading every table with its later rows, nothing cached."""
    data._cache.clear()
    rows = 0
    start = time.perf_counter()
    for name in data.table_names():
        data.load(name)
    for name in (resource["name"] for resource in data.package()["resources"]):
        if name.endswith("_after_2024"):
            data.load(name.removesuffix("_after_2024"), after_2024=True)
    seconds = time.perf_counter() - start
    for resource in data.package()["resources"]:
        rows += len(data._sheet(resource["name"]).rows)
    return seconds, rows


def multiply(folder):
    """Repeat the rows of every table under new ids."""
    file = folder / "datapackage.json"
    package = json.loads(file.read_text(encoding="utf-8"))
    for resource in package["resources"]:
        key = next(field for field in resource["schema"]["fields"] if field["name"] == "id")
        key["constraints"].pop("pattern", None)
        path = folder / resource["path"]
        with path.open(encoding="utf-8", newline="") as lines:
            header, *rows = csv.reader(lines)
        with path.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.writer(lines, lineterminator="\n")
            writer.writerow(header)
            position = header.index("id")
            for copy in range(COPIES):
                for row in rows:
                    new = list(row)
                    new[position] += f"_copy_{copy}" if copy else ""
                    writer.writerow(new)
    file.write_text(json.dumps(package), encoding="utf-8")


def main():
    import pandas  # noqa: F401  (its import is not what is timed)

    load_all()
    seconds, rows = min(load_all() for _ in range(5))
    print(f"all tables            {rows:>8,} rows  {seconds:7.3f} s")
    with tempfile.TemporaryDirectory() as folder:
        shutil.copytree(PROJECT / "data", Path(folder) / "data")
        multiply(Path(folder) / "data")
        data.root = Path(folder)
        many_seconds, many_rows = load_all()
    print(f"{COPIES} times as many rows {many_rows:>8,} rows  {many_seconds:7.3f} s")
    print(f"time per row, large to small: {many_seconds / many_rows * rows / seconds:.2f}")


if __name__ == "__main__":
    main()

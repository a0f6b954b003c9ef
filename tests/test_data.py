"""The tables of data/ and the loader that reads them."""

import contextlib
import csv
import datetime
import hashlib
import io
import json
import os
import shutil
import subprocess
import sys

import pandas as pd
import pytest
from frictionless import Package

from helpers import data
from helpers.data import DataError

ROOT = data.root
REAL = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
RESOURCES = {resource["name"]: resource for resource in REAL["resources"]}
TABLES = [name for name in RESOURCES if not name.endswith("_after_2024")]
LATER = [name for name in TABLES if name + "_after_2024" in RESOURCES]

# A small project -------------------------------------------------------------------------

NATURES = ["actual", "reported", "estimate"]
PRECISIONS = ["day", "month", "quarter", "year", "interval"]


def field(name, type="string", **constraints):
    return {
        "name": name,
        "type": type,
        "title": name,
        "description": f"What {name} means.",
        "constraints": constraints,
    }


SOURCES = {
    "fields": [
        field("id", required=True, unique=True),
        field("publisher", required=True),
        field("origin", required=True),
        field("url"),
        field("published", pattern=r"[0-9]{4}(-[0-9]{2}){0,2}"),
        field("quality", required=True, enum=["primary", "press", "weak"]),
    ],
    "primaryKey": "id",
}
USERS = {
    "fields": [
        field("id", required=True, unique=True, pattern="[a-z0-9_]+"),
        field("date", "date", required=True),
        field("precision", required=True, enum=PRECISIONS),
        field("start", "date"),
        field("count_m", "number", required=True, minimum=0) | {"unit": "millions"},
        field("people", "integer", maximum=1000000),
        field("official", "boolean"),
        field("nature", required=True, enum=NATURES),
        field("source_id", required=True),
        field("source_id_2"),
        field("note"),
    ],
    "primaryKey": ["id"],
    "foreignKeys": [
        {"fields": [name], "reference": {"resource": "sources", "fields": ["id"]}}
        for name in ("source_id", "source_id_2")
    ],
}
SOURCES_CSV = """\
id,publisher,origin,url,published,quality
hill_2023,The Hill,Similarweb,https://example.org/a,2023-07,press
verge_2023,"Verge, relaying",OpenAI,,2023-11-06,primary
axios_2024,Axios,OpenAI,,,press
"""
USERS_CSV = '''\
id,date,precision,start,count_m,people,official,nature,source_id,source_id_2,note
b_visits,2023-06-30,month,,1600.5,12,true,estimate,hill_2023,,"down, for once"
a_weekly,2023-06-30,quarter,,100,,false,reported,verge_2023,hill_2023,"said ""weekly"""
c_year,2022-12-31,year,,0.25,123456,,actual,hill_2023,,café
d_span,2023-11-21,interval,2023-11-17,7,3,,actual,verge_2023,,
'''
LATER_CSV = """\
id,date,precision,start,count_m,people,official,nature,source_id,source_id_2,note
e_later,2025-02-20,day,,400,,,reported,axios_2024,,
"""


PEOPLE = {
    "fields": [
        field("id", required=True),
        field("joined", "date"),
        field("joined_precision", enum=PRECISIONS),
        field("joined_start", "date"),
        field("left_earliest", "date"),
        field("left_latest", "date"),
        field("left_precision", enum=PRECISIONS),
        field("follows"),
    ],
    "primaryKey": "id",
    "foreignKeys": [{"fields": "follows", "reference": {"resource": "", "fields": "id"}}],
}
PEOPLE_CSV = """\
id,joined,joined_precision,joined_start,left_earliest,left_latest,left_precision,follows
day,2015-12-11,day,,2018-02-20,2018-02-20,day,
month,2015-12-31,month,,2024-02-01,2024-02-29,month,stays
year,,,,2018-01-01,2018-12-31,year,day
interval,2016-06-30,interval,2016-02-01,2016-01-01,2018-02-20,interval,
stays,2015-12-31,quarter,,,,,
"""


@pytest.fixture
def project(tmp_path, monkeypatch):
    """A project with the tables sources and users; write(name, text) changes a file."""
    tables = {
        "sources": (SOURCES, "sources.csv", SOURCES_CSV),
        "users": (USERS, "users.csv", USERS_CSV),
        "people": (PEOPLE, "people.csv", PEOPLE_CSV),
        "users_after_2024": (USERS, "after_2024/users.csv", LATER_CSV),
    }
    folder = tmp_path / "data"
    (folder / "after_2024").mkdir(parents=True)
    package = {
        "name": "small",
        "title": "Small",
        "description": "A small package.",
        "version": "1.0",
        "data_as_of": "2024-12-31",
        "licenses": [{"name": "CC-BY-4.0", "title": "CC BY 4.0", "path": "https://example.org"}],
        "how_to_cite": "Cite it.",
        "how_to_report": "Report it.",
        "known_missing": ["Everything else."],
        "resources": [
            {
                "name": name,
                "path": path,
                "title": name.capitalize(),
                "description": f"The {name}.",
                "hash": "",
                "bytes": 0,
                "schema": schema,
            }
            for name, (schema, path, _) in tables.items()
        ],
    }
    (folder / "datapackage.json").write_text(json.dumps(package), encoding="utf-8")
    for _, path, text in tables.values():
        (folder / path).write_bytes(text.encode())
    monkeypatch.setattr(data, "root", tmp_path)
    return Project(folder)


class Project:
    def __init__(self, folder):
        self.folder = folder

    def write(self, content, file="users.csv"):
        if isinstance(content, str):
            content = content.encode()
        (self.folder / file).write_bytes(content)


def refused(project, *parts, content=None, old=None, new=None, file="users.csv"):
    """Write bad content and expect one DataError whose only sentence holds all the parts."""
    project.write(USERS_CSV.replace(old, new, 1) if content is None else content, file)
    with pytest.raises(DataError) as caught:
        data.load("users", after_2024=file.startswith("after"))
    error = caught.value
    assert str(error).startswith(f"data/{file} has 1 problem:\n"), str(error)
    for part in parts:
        assert part in error.problems[0], error.problems[0]
    return error


# What load returns -----------------------------------------------------------------------


def test_types_order_and_values(project):
    users = data.load("users")
    assert users.dtypes.astype(str).to_dict() == {
        "id": "str",
        "date": "datetime64[us]",
        "precision": "str",
        "start": "datetime64[us]",
        "count_m": "float64",
        "people": "Int64",
        "official": "boolean",
        "nature": "str",
        "source_id": "str",
        "source_id_2": "str",
        "note": "str",
    }
    assert users.id.tolist() == ["c_year", "a_weekly", "b_visits", "d_span"]
    assert users.index.tolist() == [0, 1, 2, 3]
    assert users.count_m.tolist() == [0.25, 100, 1600.5, 7]
    assert users.people.tolist() == [123456, pd.NA, 12, 3]
    assert users.official.tolist() == [pd.NA, False, True, pd.NA]
    assert users.note.tolist()[:3] == ["café", 'said "weekly"', "down, for once"]
    assert pd.isna(users.note[3]) and pd.isna(users.start[0])
    assert users.start[3] == datetime.datetime(2023, 11, 17)


def test_a_table_without_date_keeps_its_order(project):
    assert data.load("sources").id.tolist() == ["hill_2023", "verge_2023", "axios_2024"]


def test_later_rows_are_added_on_request_only(project):
    assert "e_later" not in data.load("users").id.tolist()
    assert data.load("users", after_2024=True).id.tolist()[-1] == "e_later"


def test_each_call_returns_a_fresh_copy(project):
    first = data.load("users")
    first.loc[0, "count_m"] = -1
    first["more"] = 1
    assert data.load("users").count_m[0] == 0.25
    assert "more" not in data.load("users")


def test_a_file_changed_meanwhile_is_read_again(project):
    path = project.folder / "users.csv"
    for number, time in [("0.25", 1), ("0.75", 2), ("0.5", 2)]:
        project.write(USERS_CSV.replace("0.25", number))
        os.utime(path, ns=(time, time))
        assert data.load("users").count_m[0] == float(number)


def test_a_source_deleted_meanwhile_is_noticed(project):
    data.load("users")
    project.write(SOURCES_CSV.replace("verge_2023", "gone"), "sources.csv")
    with pytest.raises(DataError, match='"verge_2023" is not among the ids of sources'):
        data.load("users")


def test_nothing_is_written(project):
    project.write(french(USERS_CSV, USERS).encode("cp1252"))
    before = {path: path.read_bytes() for path in project.folder.rglob("*.*")}
    data.load("users", after_2024=True)
    data.problems()
    assert before == {path: path.read_bytes() for path in project.folder.rglob("*.*")}


def test_import_is_light():
    code = "import sys, helpers.data; print('pandas' in sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True)
    assert run.stdout == "False\n", run.stderr


# Which table -----------------------------------------------------------------------------


def test_unknown_table(project):
    with pytest.raises(DataError) as caught:
        data.load("user")
    assert str(caught.value) == (
        'there is no table "user" (did you mean "users"?); the tables are sources, users, people'
    )
    with pytest.raises(DataError, match="there is no table"):
        data.load("users_after_2024")
    with pytest.raises(DataError, match="there is no table"):
        data.load(3)


def test_table_without_later_rows(project):
    with pytest.raises(DataError) as caught:
        data.load("sources", after_2024=True)
    assert str(caught.value) == (
        '"sources" has no rows after 2024; the tables that have: users'
    )


# Lenient reading -------------------------------------------------------------------------


def french(text, schema, end="\r\n"):
    """Return the text as a French Excel saves it: semicolons, decimal commas, dd/mm/yyyy."""
    types = {one["name"]: one["type"] for one in schema["fields"]}
    header, *rows = csv.reader(io.StringIO(text))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator=end)
    writer.writerow(header)
    for row in rows:
        cells = []
        for name, cell in zip(header, row, strict=True):
            if types[name] == "date" and cell:
                cell = "/".join(reversed(cell.split("-")))
            elif types[name] in ("number", "integer"):
                cell = cell.replace(".", ",")
            elif types[name] == "boolean":
                cell = {"true": "VRAI", "false": "FAUX", "": ""}[cell]
            cells.append(cell)
        writer.writerow(cells)
    return out.getvalue()


def with_blank_ends(text):
    return "".join(line + ",,\n" for line in text.splitlines())


HARMLESS = {
    "byte-order mark": lambda text: b"\xef\xbb\xbf" + text.encode(),
    "cp1252": lambda text: text.encode("cp1252"),
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "CR": lambda text: text.replace("\n", "\r").encode(),
    "no last line end": lambda text: text.rstrip("\n").encode(),
    "blank lines at the end": lambda text: (text + "\n \n\n").encode(),
    "separators at the end": lambda text: (text + ",,,,\n,,,,\n").encode(),
    "blank columns at the end": lambda text: with_blank_ends(text).encode(),
    "blanks around cells": lambda text: text.replace(",actual,", ", actual\u00a0,").encode(),
    "needless quotation marks": lambda text: text.replace("actual", '"actual"').encode(),
    "French Excel": lambda text: french(text, USERS).encode("cp1252"),
    "French Excel, UTF-8": lambda text: french(text, USERS).encode("utf-8-sig"),
    "semicolons, ISO dates": lambda text: french(text, USERS).replace(
        "31/12/2022", "2022-12-31").encode(),
    "thousands, blank": lambda text: french(text, USERS).replace("1600,5", "1 600,5").encode(),
    "thousands, no-break space": lambda text: french(text, USERS).replace(
        "123456", "123\u00a0456").encode("cp1252"),
    "thousands, narrow no-break space": lambda text: french(text, USERS).replace(
        "1600,5", "1\u202f600,5").encode(),
}


@pytest.mark.parametrize("kind", HARMLESS)
def test_harmless_differences_change_nothing(project, kind):
    expected = data.load("users")
    project.write(HARMLESS[kind](USERS_CSV))
    pd.testing.assert_frame_equal(data.load("users"), expected)


def test_order_of_columns_does_not_matter(project):
    expected = data.load("users")
    rows = [row[::-1] for row in csv.reader(io.StringIO(USERS_CSV))]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    project.write(out.getvalue())
    pd.testing.assert_frame_equal(data.load("users"), expected)


def test_a_spreadsheet_drops_the_last_separators_of_a_block_of_rows(project):
    text = french(USERS_CSV.replace("café", ""), USERS, end="\n")
    project.write(text)
    expected = data.load("users")
    lines = text.split("\n")
    assert lines[3].endswith("hill_2023;;") and lines[4].endswith("verge_2023;;")
    project.write("\n".join([*lines[:3], lines[3][:-2], lines[4][:-2], ""]))
    pd.testing.assert_frame_equal(data.load("users"), expected)
    project.write("\n".join([*lines[:3], lines[3][:-2], lines[4], ""]))
    with pytest.raises(DataError, match="line 4: 9 columns; expected 11"):
        data.load("users")
    project.write(USERS_CSV.replace(",,café", "").replace("verge_2023,,\n", "verge_2023\n"))
    with pytest.raises(DataError, match="has 2 problems:\nline 4: 9 columns; expected 11"):
        data.load("users")


def test_line_breaks_inside_a_text_are_read_as_one(project):
    text = USERS_CSV.replace("down, for once", "down,\nfor once")
    project.write(text)
    expected = data.load("users")
    assert expected.note[2] == "down,\nfor once"
    project.write(text.replace("\n", "\r\n"))
    pd.testing.assert_frame_equal(data.load("users"), expected)


# Cells that are refused ------------------------------------------------------------------

CELLS = {
    # kind: (old, new, parts of the sentence)
    "ambiguous date": (
        "2023-11-21", "03/04/2024",
        ["line 5, column date", '"03/04/2024" is ambiguous: 3 April 2024 or 4 March 2024?',
         "Write 2024-04-03 or 2024-03-04", "expected a day written YYYY-MM-DD"]),
    "slashed date": ("2023-11-21", "21/11/2023",
                     ["line 5, column date", "expected 2023-11-21"]),
    "American date": ("2023-11-21", "11/21/2023",
                      ["line 5, column date", "expected 2023-11-21"]),
    "month": ("2023-06-30", "2023-06",
              ['line 2, column date: "2023-06" is a month',
               "expected its last day, 2023-06-30, with precision month"]),
    "February": ("2023-06-30", "2024-02", ["its last day, 2024-02-29"]),
    "year": ("2022-12-31", "2022",
             ['line 4, column date: "2022" is a year', "2022-12-31, with precision year"]),
    "French short month": ("2023-06-30", "juin-23",
                           ['line 2, column date: "juin-23"', "a spreadsheet has shortened",
                            "a day written YYYY-MM-DD"]),
    "French accent": ("2023-06-30", "févr.-23", ['"févr.-23"', "a spreadsheet has shortened"]),
    "English short month": ("2023-06-30", "Jun-23", ["a spreadsheet has shortened"]),
    "day number": ("2023-06-30", "45107", ['"45107" is not a date', "YYYY-MM-DD"]),
    "date with time": ("2023-06-30", "2023-06-30 00:00:00", ["is not a date", "YYYY-MM-DD"]),
    "no such day": ("2023-06-30", "2023-06-31",
                    ['"2023-06-31" is no day of the calendar', "YYYY-MM-DD"]),
    "no such slashed day": ("2023-06-30", "31/31/2023", ["is not a date"]),
    "too early": ("2022-12-31", "1899-12-31",
                  ["line 4, column date", "out of range", "1900 to 2100"]),
    "too late": ("2022-12-31", "2101-12-31", ["out of range", "1900 to 2100"]),
    "not the last day of the month": (
        "2023-06-30,month", "2023-06-15,month",
        ["line 2, column date", "2023-06-15 does not fit precision month",
         "expected 2023-06-30"]),
    "not the last day of the quarter": (
        "2023-06-30,quarter", "2023-05-31,quarter",
        ["line 3, column date", "2023-05-31 does not fit precision quarter",
         "expected 2023-06-30"]),
    "not the last day of the year": (
        "2022-12-31,year", "2022-06-30,year",
        ["line 4, column date", "2022-06-30 does not fit precision year",
         "expected 2022-12-31"]),
    "interval without start": (
        "2023-11-17", "",
        ["line 5, column start", "the cell is blank", "first day of the interval"]),
    "interval that ends before it starts": (
        "2023-11-17", "2023-12-17",
        ["line 5, column start", "2023-12-17 is after the date 2023-11-21"]),
    "start without interval": (
        "month,,", "month,2023-06-01,",
        ["line 2, column start", "2023-06-01 does not fit precision month",
         "expected a blank cell"]),
    "last month that there is": ("2022-12-31", "9999-12", ["its last day, 9999-12-31"]),
    "nan": ("1600.5", "nan", ['line 2, column count_m: "nan" is not a number']),
    "inf": ("1600.5", "inf", ['"inf" is not a number']),
    "-inf": ("1600.5", "-Infinity", ['"-Infinity" is not a number']),
    "too large": ("1600.5", "1e999", ['"1e999" is not a number']),
    "too many digits": ("1600.5", "9" * 400, ["is not a finite number"]),
    "rounded by a spreadsheet": ("1600.5", "1.60E+03", ["is not a number", "digits alone"]),
    "words": ("1600.5", "about 1600", ['"about 1600" is not a number', "digits alone"]),
    "unit": ("1600.5", "1600 m", ["is not a number"]),
    "per cent": ("1600.5", "16%", ["is not a number"]),
    "typographic minus": ("1600.5", "\u22121", ["is not a number"]),
    "other digits": ("1600.5", "\u0661\u0662", ["is not a number"]),
    "decimal comma": ("1600.5", '"1600,5"',
                      ['"1600,5" has a decimal comma', "expected 1600.5"]),
    "thousands comma": ("1600.5", '"1,600"',
                        ['"1,600" is ambiguous in a comma-separated file',
                         "expected 1.600 or 1600"]),
    "thousands comma, decimal point": ("1600.5", '"1,600.5"', ["is not a number"]),
    "thousands blank": ("1600.5", "1 600.5", ["is not a number"]),
    "negative": ("1600.5", "-3", ['line 2, column count_m: "-3" is under the minimum',
                                  "a number from 0 millions"]),
    "over the maximum": ("123456", "1000001",
                         ['line 4, column people: "1000001" is over the maximum',
                          "a whole number up to 1000000"]),
    "fraction": ("123456", "1234.5", ['line 4, column people: "1234.5" is not a whole number']),
    "huge integer": ("123456", "-" + "9" * 30, ["column people", "is too large"]),
    "blank but required": ("1600.5", "",
                           ["line 2, column count_m: the cell is blank; expected a number"]),
    "blanks but required": ("hill_2023", "  ", ["column source_id: the cell is blank"]),
    "not in the list": ("estimate", "estimated",
                        ['line 2, column nature: "estimated" is not allowed',
                         'did you mean "estimate"?', "actual or reported or estimate"]),
    "capital": ("actual", "Actual", ['did you mean "actual"?']),
    "pattern": ("a_weekly", "a weekly",
                ['line 3, column id: "a weekly" has not the expected form',
                 "expected a text (What id means)"]),
    "boolean": ("true", "yes", ['line 2, column official: "yes"', "expected true or false"]),
    "key twice": ("a_weekly", "b_visits",
                  ['line 3, column id: "b_visits" stands already in line 2',
                   "expected each one once"]),
    "unknown source": ("hill_2023,,", "hil_2023,,",
                       ['line 2, column source_id: "hil_2023" is not among the ids of sources',
                        'did you mean "hill_2023"?', "an id of data/sources.csv"]),
    "unknown second source": ("verge_2023,hill_2023", "verge_2023,nowhere",
                              ['line 3, column source_id_2: "nowhere" is not among the ids']),
    "lost character": ("café", "caf\ufffd",
                       ["line 4, column note", "the unreadable character U+FFFD"]),
    "invisible character": ("b_visits", "b_vi\u200bsits", ["line 2, column id", "U+200B"]),
    "invisible character in a text": ("down,", "do\u200bwn,", ["column note", "U+200B"]),
    "control character": ("down,", "do\x07wn,", ["line 2, column note", "U+0007"]),
    "error of a spreadsheet": ("café", "#NOM?", ["column note", "error mark of a spreadsheet"]),
    "narrow column of a spreadsheet": ("café", "########", ["error mark of a spreadsheet"]),
}


@pytest.mark.parametrize("kind", CELLS)
def test_bad_cell(project, kind):
    old, new, parts = CELLS[kind]
    refused(project, *parts, old=old, new=new)


PEOPLE_CELLS = {
    "day and another day": (
        "2018-02-20,2018-02-20", "2018-02-19,2018-02-20",
        ["line 2, column left_earliest: 2018-02-19 does not fit left_precision day",
         "expected 2018-02-20"]),
    "not the first of the month": (
        "2024-02-01", "2024-02-02",
        ["line 3, column left_earliest: 2024-02-02 does not fit left_precision month",
         "expected 2024-02-01"]),
    "earliest lacks": ("2018-01-01", "", ["line 4, column left_earliest: the cell is blank",
                                          "expected 2018-01-01"]),
    "interval that ends before it starts": (
        "2016-01-01,2018-02-20", "2018-03-01,2018-02-20",
        ["line 5, column left_earliest: 2018-03-01 is after the left_latest 2018-02-20"]),
    "precision without date": ("2015-12-11", "", [
        "line 2, column joined: the cell is blank; expected a day, as joined_precision is day"]),
    "date without precision": (",day,,", ",,,", [
        "line 2, column joined_precision: the cell is blank; expected how exact",
        "joined 2015-12-11"]),
    "unknown row of the same table": ("stays\n", "nobody\n", [
        'line 3, column follows: "nobody" is not among the ids of people',
        "an id of data/people.csv"]),
    "bad row that another names": ("2015-12-31,quarter", "quarter", [
        "line 6: 7 columns; expected 8"]),
    "start alone": ("year,,,", "year,,,2016-01-01", [
        "line 4, column joined_start: 2016-01-01 stands alone; expected a blank cell"]),
}


@pytest.mark.parametrize("kind", PEOPLE_CELLS)
def test_bad_span_of_people(project, kind):
    old, new, parts = PEOPLE_CELLS[kind]
    content = PEOPLE_CSV.replace(old, new, 1)
    project.write(content, "people.csv")
    with pytest.raises(DataError) as caught:
        data.load("people")
    assert len(caught.value.problems) == 1
    for part in parts:
        assert part in caught.value.problems[0]


FRENCH_CELLS = {
    "point": ("1600,5", "1600.5",
              ['line 2, column count_m: "1600.5" has a decimal point in a file separated by '
               "semicolons", "expected 1600,5"]),
    "point or thousands": ("1600,5", "1.600",
                           ['"1.600" is ambiguous', "expected 1,600 or 1600"]),
    "thousands point": ("1600,5", "1.600,5", ['"1.600,5" is not a number']),
    "English number": ("1600,5", "1,600.5", ['"1,600.5" is not a number']),
    "wrong groups": ("1600,5", "16 00,5", ['"16 00,5" is not a number']),
    "rounded": ("1600,5", "1,6E+03", ['"1,6E+03" is not a number', "such as 1234,5"]),
    "no such day": ("21/11/2023", "11/21/2023",
                    ['line 5, column date: "11/21/2023" is no day of the calendar',
                     "expected a day written dd/mm/yyyy"]),
    "two-digit year": ("21/11/2023", "21/11/23", ["is not a date", "dd/mm/yyyy"]),
    "short month": ("30/06/2023", "juin-23", ["a spreadsheet has shortened", "dd/mm/yyyy"]),
    "integer": ("123456", "1234,5", ['column people: "1234,5" is not a whole number']),
}


@pytest.mark.parametrize("kind", FRENCH_CELLS)
def test_bad_cell_in_a_semicolon_file(project, kind):
    old, new, parts = FRENCH_CELLS[kind]
    text = french(USERS_CSV, USERS)
    assert old in text
    refused(project, *parts, content=text.replace(old, new, 1))


# Rows, headers, files --------------------------------------------------------------------

ROWS = {
    "short row": (",hill_2023,,café", ",hill_2023",
                  ["line 4: 9 columns; expected 11", "column source_id_2 is the first"]),
    "long row": ('"down, for once"', "down, for once",
                 ["line 2: 12 columns; expected 11", "up to column note",
                  "text or number with a comma lack quotation marks?"]),
    "blank row": ("c_year", "\nc_year", ["line 4: the row is blank; delete it"]),
    "row of separators": ("c_year", ",,,,,,,,,,\nc_year", ["line 4: the row is blank"]),
    "quotation mark never closed": (',café', ',"café',
                                    ["line 4: a quotation mark is misplaced or never closed"]),
    "quotation mark not closed, then another": ('"down, for once"', '"down, for once',
                                                ["line 2: a quotation mark"]),
    "quotation mark without its opening": ('"said ""weekly"""', 'said ""weekly"""',
                                           ["line 3: a quotation mark"]),
    "quotation mark not doubled": ('"said ""weekly"""', '"said "weekly"""',
                                   ["line 3: a quotation mark"]),
    "blank before a quotation mark": (',"down, for once"', ', "down for once"',
                                      ["line 2: a quotation mark"]),
    "semicolons in one row": ("c_year,2022-12-31,year,,0.25,123456,,actual,hill_2023,,café",
                              "c_year;2022-12-31;year;;0,25;123456;;actual;hill_2023;;café",
                              ["line 4: 2 columns; expected 11"]),
}


@pytest.mark.parametrize("kind", ROWS)
def test_bad_row(project, kind):
    old, new, parts = ROWS[kind]
    refused(project, *parts, old=old, new=new)


HEADERS = {
    "renamed column": ("nature,", "natur,",
                       ['line 1: the column "natur"', 'did you mean "nature"?']),
    "capital": ("nature,", "Nature,", ['"Nature"', 'did you mean "nature"?']),
    "duplicated column": ("source_id_2,", "source_id,",
                          ['line 1: the column "source_id" stands twice']),
}


@pytest.mark.parametrize("kind", HEADERS)
def test_bad_header(project, kind):
    old, new, parts = HEADERS[kind]
    project.write(USERS_CSV.replace(old, new, 1))
    with pytest.raises(DataError) as caught:
        data.load("users")
    for part in parts:
        assert part in caught.value.problems[0]


def test_missing_column(project):
    rows = [row[:4] + row[5:] for row in csv.reader(io.StringIO(USERS_CSV))]
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    refused(project, 'line 1: the column "count_m" is missing', content=out.getvalue())


def test_extra_column(project):
    lines = [line + ",x" for line in USERS_CSV.splitlines()]
    lines[0] = USERS_CSV.splitlines()[0] + ",remark"
    refused(project, 'line 1: the column "remark" is not in the table\'s description; delete it',
            content="\n".join(lines))


@pytest.mark.parametrize("content, parts", [
    (b"", ["the file is empty"]),
    (b"\n\n \n", ["the file is empty"]),
    (b"\xef\xbb\xbf", ["the file is empty"]),
    (USERS_CSV.splitlines()[0], ["the file has a header but no rows"]),
    (USERS_CSV.splitlines()[0] + "\n,,,,\n", ["the file has a header but no rows"]),
    (USERS_CSV.split("\n", 1)[1], ["line 1: this is not the header", "id,date,precision"]),
    ("\n" + USERS_CSV, ["line 1: this is not the header"]),
    (USERS_CSV.replace(",", "\t"), ["line 1: the file is separated by tabs"]),
    (USERS_CSV.replace("café", "caf\0"), ["line 4: the file holds a NUL byte"]),
    (USERS_CSV.encode("utf-16"), ["NUL byte", "save it as CSV UTF-8"]),
    (b"PK\x03\x04" + bytes(60), ["the file is a spreadsheet, not text"]),
    (b"\x89PNG\r\n\x1a\n" + bytes(60), ["NUL byte"]),
    (USERS_CSV.encode("cp1252").replace(b"\xe9", b"\x81"),
     ["line 4: the byte 0x81 is no text in UTF-8 or cp1252"]),
    (USERS_CSV.encode().replace(b"down", b"d\xe9wn"),
     ["line 2: the byte 0xe9 is not UTF-8 as the rest of the file is"]),
    (b"\xef\xbb\xbf" + USERS_CSV.encode("cp1252"), ["line 4: the byte 0xe9 is not UTF-8"]),
    ('"' + USERS_CSV, ["line 1: a quotation mark is misplaced"]),
])
def test_bad_file(project, content, parts):
    refused(project, *parts, content=content)


def test_missing_file(project):
    (project.folder / "users.csv").unlink()
    with pytest.raises(DataError, match=r"data/users.csv has 1 problem:\nthe file is missing"):
        data.load("users")


def test_unreadable_file(project):
    (project.folder / "users.csv").unlink()
    (project.folder / "users.csv").mkdir()
    with pytest.raises(DataError, match="the file cannot be read"):
        data.load("users")


def test_unreadable_package(project):
    project.write("{", "datapackage.json")
    with pytest.raises(DataError, match="data/datapackage.json has 1 problem:\nthe file is not"):
        data.load("users")
    assert data.problems()[0].startswith("data/datapackage.json: the file is not valid JSON")


def test_later_rows_with_a_header_only_are_an_error(project):
    refused(project, "the file has a header but no rows", content=LATER_CSV.split("\n")[0],
            file="after_2024/users.csv")


def test_an_id_may_not_return_among_the_later_rows(project):
    refused(project, 'line 2, column id: "c_year" stands already in line 4 of data/users.csv',
            content=LATER_CSV.replace("e_later", "c_year"), file="after_2024/users.csv")


def test_a_broken_sources_file_is_named_itself(project):
    project.write(SOURCES_CSV.replace(",press", "", 1), "sources.csv")
    with pytest.raises(DataError) as caught:
        data.load("users")
    assert str(caught.value).startswith("data/sources.csv has 1 problem:\nline 2: 5 columns")


# The sentence ----------------------------------------------------------------------------


def test_all_problems_at_once_in_the_order_of_the_lines(project):
    text = USERS_CSV.replace("1600.5", "x").replace("verge_2023", "v", 1)
    project.write(text.replace("quarter", "weekly").replace("2022-12-31", "2022"))
    with pytest.raises(DataError) as caught:
        data.load("users")
    assert str(caught.value).startswith("data/users.csv has 4 problems:\n")
    assert [sentence.split(":")[0] for sentence in caught.value.problems] == [
        "line 2, column count_m",
        "line 3, column precision",
        "line 3, column source_id",
        "line 4, column date",
    ]


def test_at_most_twenty_problems_are_printed(project):
    header = USERS_CSV.splitlines()[0]
    rows = [f"r{n},2024-01-{n:02},day,,-1,,,actual,hill_2023,," for n in range(1, 31)]
    project.write("\n".join([header, *rows]))
    with pytest.raises(DataError) as caught:
        data.load("users")
    lines = str(caught.value).splitlines()
    assert lines[0] == "data/users.csv has 30 problems:"
    assert len(lines) == 22 and lines[-1] == "and 10 more"
    assert len(caught.value.problems) == 30


def test_line_is_the_one_an_editor_shows(project):
    text = USERS_CSV.replace("down, for once", "down,\n\nfor once")
    project.write(text.replace("c_year", "b_visits"))
    with pytest.raises(DataError, match="line 6, column id"):
        data.load("users")
    header = USERS_CSV.splitlines()[0].split(",")
    reordered = ["note", *header[:-1]]
    rows = [dict(zip(header, row, strict=True)) for row in csv.reader(io.StringIO(text))]
    rows[1]["count_m"] = "x"
    out = io.StringIO()
    writer = csv.DictWriter(out, reordered, lineterminator="\r\n")
    writer.writerows(rows)
    project.write(out.getvalue())
    with pytest.raises(DataError, match="line 4, column count_m"):
        data.load("users")


def test_a_notebook_shows_the_sentence_alone(project):
    error = refused(project, old="1600.5", new="x")
    assert error._render_traceback_() == [f"DataError: {error}"]
    assert isinstance(error, ValueError)


def test_a_long_value_is_cut(project):
    error = refused(project, old="1600.5", new="x" * 500)
    assert len(error.problems[0]) < 150 and "xxx..." in error.problems[0]
    error = refused(project, old="1600.5", new='"16\n00"')
    assert error.problems[0].startswith('line 2, column count_m: "16 00" is not a number')


# Sources, problems, readme, seal ---------------------------------------------------------


def test_sources_in_the_order_of_first_use(project):
    users = data.load("users")
    found = data.sources(users)
    assert found.index.tolist() == ["hill_2023", "verge_2023"]
    assert found.columns.tolist() == ["publisher", "origin", "published", "quality", "url"]
    assert found.loc["verge_2023", "publisher"] == "Verge, relaying"
    assert data.sources(["axios_2024", "hill_2023"]).index.tolist() == ["axios_2024", "hill_2023"]
    assert data.sources(users.source_id_2).index.tolist() == ["hill_2023"]
    assert data.sources("axios_2024").url.tolist() == [""]
    assert data.sources([users, "axios_2024"]).index.tolist() == [
        "hill_2023", "verge_2023", "axios_2024"]
    assert data.sources([]).empty


def test_unknown_source(project):
    with pytest.raises(DataError) as caught:
        data.sources(["hil_2023", "axios_2024"])
    assert str(caught.value) == 'there is no source "hil_2023" (did you mean "hill_2023"?)'
    with pytest.raises(DataError, match="has no column source_id"):
        data.sources(data.load("users")[["id"]])
    with pytest.raises(DataError, match="3 is not a source id"):
        data.sources([3])


def test_seal_then_no_problems_then_each_kind(project):
    stale = data.problems("sources", "users")
    assert [sentence.split(" differs from its hash")[0] for sentence in stale] == [
        "data/sources.csv", "data/users.csv", "data/after_2024/users.csv"]
    data.seal()
    assert data.problems() == []
    content = (project.folder / "users.csv").read_bytes()
    users = data.package()["resources"][1]
    assert users["bytes"] == len(content)
    assert users["hash"] == "sha256:" + hashlib.sha256(content).hexdigest()
    assert (project.folder / "README.md").read_text(encoding="utf-8") == data.readme()

    project.write(b"old \xff", "README.md")
    assert "data/README.md is out of step" in data.problems()[0]
    project.write(USERS_CSV.replace("estimate", "guess"))
    assert data.problems("sources") == []
    assert data.problems("users")[0].startswith(
        'data/users.csv: line 2, column nature: "guess" is not allowed')
    (project.folder / "users.csv").unlink()
    assert data.problems("users") == [
        "data/users.csv: the file is missing; copy it again from the project"]
    assert "there is no table" in data.problems("user")[0]


def test_a_source_without_use_is_a_problem(project):
    project.write(SOURCES_CSV + "idle,X,X,,,press\n", "sources.csv")
    data.seal()
    assert data.problems() == [
        'data/sources.csv: line 5, column id: "idle" is cited by no row; delete it or cite it']


def test_seal_refuses_bad_tables(project):
    project.write(USERS_CSV.replace("estimate", "guess"))
    before = (project.folder / "datapackage.json").read_bytes()
    with pytest.raises(DataError, match="guess"):
        data.seal()
    assert (project.folder / "datapackage.json").read_bytes() == before
    assert not (project.folder / "README.md").exists()


def test_package_is_a_fresh_copy(project):
    data.package()["resources"].clear()
    assert data.table_names() == ["sources", "users", "people"]


def test_readme_says_what_a_student_needs(project):
    file = project.folder / "datapackage.json"
    package = json.loads(file.read_text(encoding="utf-8"))
    package["resources"][0]["licenses"] = [{"title": "Other", "path": "https://example.com"}]
    file.write_text(json.dumps(package), encoding="utf-8")
    text = data.readme()
    for part in ["2024-12-31", "[CC BY 4.0](https://example.org)", "Cite it.", "Report it.",
                 "- Everything else.", "### users: Users",
                 "The sources. Licence: [Other](https://example.com).", "[after_2024/users.csv]",
                 "| `count_m` | number, millions | What count_m means. | from 0 |",
                 "| `nature` | string | What nature means. | `actual`, `reported`, `estimate` |",
                 "| `source_id_2` | string | What source_id_2 means. "
                 "| an id of sources; may be blank |"]:
        assert part in text


# The real tables -------------------------------------------------------------------------


@pytest.mark.parametrize("table", TABLES)
def test_real_table_loads(table):
    frame = data.load(table)
    assert len(frame) and frame.columns.tolist() == [
        one["name"] for one in RESOURCES[table]["schema"]["fields"]]
    assert not {"object", "category"} & set(frame.dtypes.astype(str))


@pytest.mark.parametrize("table", LATER)
def test_later_rows_have_the_same_columns_and_other_ids(table):
    assert RESOURCES[table + "_after_2024"]["schema"] == RESOURCES[table]["schema"]
    everything = data.load(table, after_2024=True)
    assert everything.id.is_unique
    assert len(everything) > len(data.load(table))


def test_nothing_is_wrong_with_the_real_tables():
    assert data.problems() == []


def test_real_tables_are_a_frictionless_package():
    report = Package(str(ROOT / "data" / "datapackage.json")).validate()
    assert report.valid, report.flatten(["rowNumber", "fieldName", "message"])[:5]


def test_real_descriptions_use_only_what_the_loader_checks():
    for resource in REAL["resources"]:
        for one in resource["schema"]["fields"]:
            assert one["type"] in {"string", "number", "integer", "date", "boolean"}
            assert set(one.get("constraints", {})) <= {
                "required", "unique", "enum", "minimum", "maximum", "pattern"}
            assert one["description"]


@pytest.mark.parametrize("name", RESOURCES)
def test_real_files_are_plain(name):
    """UTF-8, LF, commas, quotation marks only where needed."""
    content = (ROOT / "data" / RESOURCES[name]["path"]).read_bytes()
    rows = list(csv.reader(io.StringIO(content.decode("utf-8"))))
    assert [cell for row in rows for cell in row if cell != cell.strip()] == []
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    assert out.getvalue().encode() == content


def test_real_sources_say_who_measured_and_how_good():
    found = data.load("sources")
    assert found.origin.notna().all() and found.quality.isin(["primary", "press", "weak"]).all()


@pytest.fixture
def real_copy(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "data", tmp_path / "data")
    monkeypatch.setattr(data, "root", tmp_path)
    return tmp_path / "data"


@pytest.mark.parametrize("name", RESOURCES)
def test_a_french_excel_copy_of_a_real_table_reads_the_same(real_copy, name):
    table = name.removesuffix("_after_2024")
    later = name != table
    expected = data.load(table, after_2024=later)
    path = real_copy / RESOURCES[name]["path"]
    text = french(path.read_text(encoding="utf-8"), RESOURCES[name]["schema"])
    copies = [text.encode("utf-8-sig")]
    with contextlib.suppress(UnicodeEncodeError):
        copies.append(text.encode("cp1252"))
    for content in copies:
        path.write_bytes(content)
        pd.testing.assert_frame_equal(data.load(table, after_2024=later), expected)

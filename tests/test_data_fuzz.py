"""A damaged table either loads to the same frame or is refused with its place; nothing else.

200 damaged files by default, always the same ones; FUZZ=2000 draws as many at random.
"""

import contextlib
import csv
import datetime
import io
import json
import os
import re
import shutil

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from helpers import data

ROOT = data.root
PACKAGE = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
SCHEMAS = {
    resource["name"]: resource["schema"]
    for resource in PACKAGE["resources"]
    if not resource["name"].endswith("_after_2024")
}
HARMLESS = "the same frame"


class Table:
    """A real table as header and rows of text; `expected` is what its damage must lead to.

    expected: HARMLESS, or the start of the sentence to be raised, such as "line 7, column date".
    """

    def __init__(self, name, draw):
        self.name = name
        self.draw = draw
        text = (ROOT / "data" / f"{name}.csv").read_text(encoding="utf-8")
        self.header, *self.rows = csv.reader(io.StringIO(text))
        self.fields = {field["name"]: field for field in SCHEMAS[name]["fields"]}
        self.separator = ","

    def pick(self, *types, filled=True, where=lambda field: True):
        """Return row number, position, line and field of a cell, or None where there is none."""
        cells = [
            (number, position)
            for position, name in enumerate(self.header)
            if self.fields[name]["type"] in types and where(self.fields[name])
            for number, row in enumerate(self.rows)
            if bool(row[position]) == filled
        ]
        if not cells:
            return None
        number, position = self.draw(st.sampled_from(cells))
        return number, position, f"line {number + 2}, column {self.header[position]}"

    def row(self):
        number = self.draw(st.integers(0, len(self.rows) - 1))
        return number, f"line {number + 2}"

    def text(self, end="\n"):
        out = io.StringIO()
        csv.writer(out, delimiter=self.separator, lineterminator=end).writerows(
            [self.header, *self.rows]
        )
        return out.getvalue()

    def to_french(self):
        self.separator = ";"
        for position, name in enumerate(self.header):
            kind = self.fields[name]["type"]
            for row in self.rows:
                if kind == "date":
                    row[position] = "/".join(reversed(row[position].split("-")))
                elif kind in ("number", "integer"):
                    row[position] = row[position].replace(".", ",")


def replace_cell(table, found, new, expected=None):
    """Put new(old text) into a cell; a table without such a cell stays as it is."""
    if found is None:
        return table.text().encode(), HARMLESS
    number, position, place = found
    table.rows[number][position] = new(table.rows[number][position])
    return table.text().encode(), expected or place


def limit(name):
    return lambda field: name in field.get("constraints", {})


def required(field):
    return bool(field.get("constraints", {}).get("required"))


def draw_text(table, *texts):
    return table.draw(st.sampled_from(texts))


# Damage: a function of the table that returns the file's bytes and what is expected --------


def line_ends(table):
    return table.text(draw_text(table, "\r\n", "\r")).encode(), HARMLESS


def byte_order_mark(table):
    return table.text().encode("utf-8-sig"), HARMLESS


def western_encoding(table):
    try:
        return table.text().encode("cp1252"), HARMLESS
    except UnicodeEncodeError:
        return table.text().encode(), HARMLESS


def blank_end(table):
    tail = draw_text(table, "\n", "\n\n \n", ",,,\n,,,\n", " , \n")
    return (table.text() + tail).encode(), HARMLESS


def no_last_line_end(table):
    return table.text().rstrip("\n").encode(), HARMLESS


def blank_columns(table):
    count = table.draw(st.integers(1, 4))
    table.header += [""] * count
    for row in table.rows:
        row += [""] * count
    return table.text().encode(), HARMLESS


def needless_quotes(table):
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(
        [table.header, *table.rows]
    )
    return out.getvalue().encode(), HARMLESS


def surrounding_blanks(table):
    blank = draw_text(table, " ", "\t", "\u00a0", "\u202f", "  ")
    found = table.pick("string", "number", "integer", "date", "boolean")
    return replace_cell(table, found, lambda old: f"{blank}{old}{blank}", HARMLESS)


def other_order_of_columns(table):
    order = table.draw(st.permutations(range(len(table.header))))
    table.header = [table.header[position] for position in order]
    table.rows = [[row[position] for position in order] for row in table.rows]
    return table.text().encode(), HARMLESS


def french_excel(table):
    table.to_french()
    return table.text("\r\n").encode(draw_text(table, "utf-8", "utf-8-sig")), HARMLESS


def french_thousands(table):
    table.to_french()
    blank = draw_text(table, " ", "\u00a0", "\u202f")
    for position, name in enumerate(table.header):
        if table.fields[name]["type"] in ("number", "integer"):
            for row in table.rows:
                whole, *rest = row[position].split(",")
                whole = re.sub(r"(?<=\d)(?=(\d{3})+$)", blank, whole)
                row[position] = ",".join([whole, *rest])
    return table.text("\r\n").encode(), HARMLESS


def point_in_french_file(table):
    table.to_french()
    found = table.pick("number")
    point = draw_text(table, ".5", ".500", ".500,5")
    return replace_cell(table, found, lambda old: old.split(",")[0] + point)


def dropped_separators(table):
    """A spreadsheet leaves out the blank last cells of a whole block of rows."""
    table.to_french()
    last = len(table.header) - 1
    blank = [number for number, row in enumerate(table.rows) if not row[last]]
    pairs = [number for number in blank if number + 1 in blank]
    if pairs:
        number = table.draw(st.sampled_from(pairs))
        for row in table.rows[number : number + 2]:
            row.pop()
    return table.text().encode(), HARMLESS


def slashed_date(table):
    found = table.pick("date")
    return replace_cell(table, found, lambda old: "/".join(reversed(old.split("-"))))


def short_date(table):
    shape = draw_text(table, "%Y-%m", "%Y", "%b-%y", "%d.%m.%Y", "%Y/%m/%d", "%Y-%m-%d 00:00",
                      "%Y%m%d")
    found = table.pick("date")
    return replace_cell(
        table, found, lambda old: datetime.date.fromisoformat(old).strftime(shape)
    )


def spreadsheet_month(table):
    month = draw_text(table, "janv.-24", "févr-24", "juin-24", "août-23", "déc-23", "Jun-24")
    return replace_cell(table, table.pick("date"), lambda old: month)


def no_such_date(table):
    day = draw_text(table, "2023-02-29", "2023-13-01", "2023-06-31", "0000-00-00", "1899-12-31",
                    "2101-01-01", "9999-12-31", "20230-01-01")
    return replace_cell(table, table.pick("date"), lambda old: day)


def date_that_does_not_fit(table):
    """The second of a month fits no precision but day."""
    if not {"date", "precision"} <= set(table.header):
        return table.text().encode(), HARMLESS
    position = table.header.index("precision")
    numbers = [
        number for number, row in enumerate(table.rows)
        if row[position] in ("month", "quarter", "year")
    ]
    if not numbers:
        return table.text().encode(), HARMLESS
    number = table.draw(st.sampled_from(numbers))
    cell = table.header.index("date")
    found = number, cell, f"line {number + 2}, column date"
    return replace_cell(table, found, lambda old: old[:8] + "02")


def start_that_does_not_fit(table):
    """An interval loses its start, or another date gets one. (A claim may be open.)"""
    if not {"date", "precision", "start"} <= set(table.header) or table.name == "claims":
        return table.text().encode(), HARMLESS
    number, place = table.row()
    position = table.header.index("start")
    found = number, position, f"{place}, column start"
    return replace_cell(table, found, lambda old: "" if old else "2015-12-11")


def not_a_number(table):
    word = draw_text(table, "nan", "NaN", "inf", "-inf", "1e999", "1E5", "n/a", "12 m", "16%",
                     "$5", "1_000", "0x10", "\u0661", "--1", "1.2.3", "about 5", ".", "#DIV/0!")
    return replace_cell(table, table.pick("number", "integer"), lambda old: word)


def foreign_number(table):
    form = draw_text(table, "{},5", "{},500", "1,{}.5", "1 {}", "{}'000", "1.{},5")
    return replace_cell(table, table.pick("number", "integer"),
                        lambda old: form.format(old.split(".")[0]))


def under_the_minimum(table):
    found = table.pick("number", "integer", where=limit("minimum"))
    return replace_cell(table, found, lambda old: "-99999")


def fraction_among_integers(table):
    return replace_cell(table, table.pick("integer"), lambda old: old + ".5")


def not_in_the_list(table):
    found = table.pick("string", where=limit("enum"))
    change = draw_text(table, "{}s", "{} ?", "un{}", "_{}", "{}, {}")
    return replace_cell(table, found, lambda old: change.format(old, old))


def blanked(table):
    found = table.pick("string", "number", "integer", "date", "boolean", where=required)
    return replace_cell(table, found, lambda old: draw_text(table, "", " ", "\u00a0"))


def unknown_key(table):
    columns = {
        name
        for key in SCHEMAS[table.name].get("foreignKeys", [])
        for name in ([key["fields"]] if isinstance(key["fields"], str) else key["fields"])
    }
    found = table.pick("string", where=lambda field: field["name"] in columns)
    return replace_cell(table, found, lambda old: old + "_x")


def lost_character(table):
    mark = draw_text(table, "\ufffd", "\u200b", "\x07", "\x9d", "\ufeff", "\u2028")
    found = table.pick("string")
    return replace_cell(table, found, lambda old: f"x{mark}{old}")


def spreadsheet_error(table):
    mark = draw_text(table, "#NOM?", "#REF!", "#N/A", "#VALEUR!", "########", "#DIV/0!")
    return replace_cell(table, table.pick("string"), lambda old: mark)


def short_row(table):
    number, place = table.row()
    count = table.draw(st.integers(1, len(table.header) - 1))
    del table.rows[number][-count:]
    return table.text().encode(), place


def long_row(table):
    number, place = table.row()
    position = table.draw(st.integers(0, len(table.header)))
    table.rows[number].insert(position, "more")
    if not table.rows[number][-1]:
        table.rows[number][-1] = "more"
    return table.text().encode(), place


def row_twice(table):
    number, _ = table.row()
    later = table.draw(st.integers(number + 1, len(table.rows)))
    table.rows.insert(later, list(table.rows[number]))
    return table.text().encode(), f"line {later + 2}, column id"


def blank_row(table):
    number, place = table.row()
    blank = draw_text(table, [], [""] * len(table.header), [" "])
    table.rows.insert(number, list(blank))
    return table.text().encode(), place


def missing_column(table):
    position = table.draw(st.integers(0, len(table.header) - 1))
    name = table.header.pop(position)
    for row in table.rows:
        del row[position]
    return table.text().encode(), f'line 1: the column "{name}"'


def renamed_column(table):
    position = table.draw(st.integers(0, len(table.header) - 1))
    name = table.header[position]
    table.header[position] = draw_text(table, name.upper(), name + "s", f"my {name}")
    return table.text().encode(), f'line 1: the column "{table.header[position]}"'


def extra_column(table):
    position = table.draw(st.integers(0, len(table.header)))
    table.header.insert(position, "extra")
    for row in table.rows:
        row.insert(position, "1")
    return table.text().encode(), 'line 1: the column "extra"'


def column_twice(table):
    position = table.draw(st.integers(0, len(table.header) - 1))
    table.header.append(table.header[position])
    for row in table.rows:
        row.append(row[position])
    return table.text().encode(), f'line 1: the column "{table.header[position]}" stands twice'


def no_header(table):
    table.header = table.rows.pop(0)
    return table.text().encode(), "line 1: this is not the header"


def no_rows(table):
    table.rows.clear()
    return table.text().encode(), "the file has a header but no rows"


def no_text(table):
    content = draw_text(table, b"", b"\n", b"\xef\xbb\xbf", b" \r\n\r\n", b",,,\n")
    return content, "the file is empty"


def tabs(table):
    table.separator = "\t"
    return table.text().encode(), "line 1: the file is separated by tabs"


def other_separator_in_a_row(table):
    """One row pasted from a file with semicolons."""
    number, place = table.row()
    lines = table.text().split("\n")
    if "\n" in "".join(map("".join, table.rows)):
        return table.text().encode(), HARMLESS
    lines[number + 1] = ";".join(cell.replace(",", " ") for cell in table.rows[number])
    return "\n".join(lines).encode(), place


def stray_quote(table):
    """A quotation mark is added somewhere inside the cells."""
    text = table.text()
    position = table.draw(st.integers(0, len(text) - 2))
    line = text[:position].count("\n") + 1
    return (text[:position] + '"' + text[position:]).encode(), f"line {line}"


def lost_quote(table):
    text = table.text()
    places = [place.start() for place in re.finditer('"', text)]
    if not places:
        return text.encode(), HARMLESS
    position = table.draw(st.sampled_from(places))
    line = text[:position].count("\n") + 1
    return (text[:position] + text[position + 1 :]).encode(), f"line {line}"


def nul_byte(table):
    content = table.text().encode()
    position = table.draw(st.integers(0, len(content)))
    line = content[:position].count(b"\n") + 1
    return content[:position] + b"\0" + content[position:], f"line {line}: the file holds a NUL"


def byte_outside_utf8(table):
    """One Latin-1 letter is pasted into a file with UTF-8 letters."""
    table.rows[0][-1] += "é"
    content = table.text().encode()
    starts = [place.start() for place in re.finditer(rb"[a-z]", content)]
    position = table.draw(st.sampled_from(starts))
    line = content[:position].count(b"\n") + 1
    return content[:position] + b"\xe9" + content[position:], f"line {line}: the byte 0xe9"


def undefined_byte(table):
    """0x81 stands in no encoding that is read."""
    content = table.text().encode()
    content = content.decode().encode("ascii", errors="replace")
    position = table.draw(st.integers(0, len(content)))
    line = content[:position].count(b"\n") + 1
    return content[:position] + b"\x81" + content[position:], f"line {line}: the byte 0x81"


def other_file_format(table):
    start = draw_text(table, b"PK\x03\x04", b"\xd0\xcf\x11\xe0")
    return start + table.text().encode(), "the file is a spreadsheet"


def wide_encoding(table):
    encoding = draw_text(table, "utf-16", "utf-16-le", "utf-16-be", "utf-32")
    return table.text().encode(encoding), "line 1: the file holds a NUL"


def cut_short(table):
    """The file ends inside a row, before its last column."""
    number, place = table.row()
    table.rows = table.rows[: number + 1]
    keep = table.draw(st.integers(1, len(table.header) - 1))
    table.rows[number] = table.rows[number][:keep]
    return table.text().rstrip("\n").encode(), place


DAMAGES = [
    line_ends, byte_order_mark, western_encoding, blank_end, no_last_line_end, blank_columns,
    needless_quotes, surrounding_blanks, other_order_of_columns, french_excel, french_thousands,
    point_in_french_file, dropped_separators, slashed_date, short_date, spreadsheet_month,
    no_such_date, date_that_does_not_fit, start_that_does_not_fit,
    not_a_number, foreign_number, under_the_minimum,
    fraction_among_integers, not_in_the_list, blanked, unknown_key, lost_character,
    spreadsheet_error, short_row, long_row, row_twice, blank_row, missing_column, renamed_column,
    extra_column, column_twice, no_header, no_rows, no_text, tabs, other_separator_in_a_row,
    stray_quote, lost_quote, nul_byte, byte_outside_utf8, undefined_byte, other_file_format,
    wide_encoding, cut_short,
]


@pytest.fixture(scope="module")
def copy_of_data(tmp_path_factory):
    folder = tmp_path_factory.mktemp("project") / "data"
    shutil.copytree(ROOT / "data", folder)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(data, "root", folder.parent)
        yield folder


EXAMPLES = settings(
    max_examples=int(os.environ.get("FUZZ", 200)),
    derandomize="FUZZ" not in os.environ,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)


@EXAMPLES
@given(st.sampled_from(DAMAGES), st.sampled_from(sorted(SCHEMAS)), st.data())
def test_damage_is_harmless_or_refused_with_its_place(copy_of_data, damage, name, choices):
    file = copy_of_data / f"{name}.csv"
    sound = file.read_bytes()
    frame = data.load(name)
    content, expected = damage(Table(name, choices.draw))
    file.write_bytes(content)
    try:
        if expected == HARMLESS:
            pd.testing.assert_frame_equal(data.load(name), frame)
        else:
            with pytest.raises(data.DataError) as caught:
                data.load(name)
            assert caught.value.file == f"data/{name}.csv"
            place = re.compile(re.escape(expected) + r"(?!\d)")
            assert any(map(place.match, caught.value.problems)), (expected, str(caught.value))
    finally:
        file.write_bytes(sound)


@EXAMPLES
@given(st.sampled_from(sorted(SCHEMAS)), st.data())
def test_any_bytes_are_read_or_refused_in_a_sentence(copy_of_data, name, choices):
    file = copy_of_data / f"{name}.csv"
    sound = file.read_bytes()
    start = choices.draw(st.integers(0, len(sound)))
    end = choices.draw(st.integers(start, min(start + 50, len(sound))))
    marks = st.lists(st.sampled_from([b'"', b",", b";", b"\r", b"\n", b"\t", b"\xe9", b"-", b"0"]))
    new = choices.draw(st.binary(max_size=20) | marks.map(b"".join))
    file.write_bytes(sound[:start] + new + sound[end:])
    try:
        with contextlib.suppress(data.DataError):
            data.load(name)
    finally:
        file.write_bytes(sound)

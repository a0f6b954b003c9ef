"""The tables in data/, read, validated and typed: load("users"), sources(ids)."""

import calendar
import copy
import csv
import datetime
import difflib
import hashlib
import io
import json
import math
import re
from pathlib import Path
from typing import NamedTuple

root = Path(__file__).resolve().parents[1]

_SHOWN = 20
_AFTER = "_after_2024"
_BOM = b"\xef\xbb\xbf"
_UTF8_SEQUENCE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")
_UNREADABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufffd]"
)
_SPREADSHEET_ERROR = re.compile(r"#+|#[A-ZÀ-Ü0/]+[!?]|#N/A")
_WELL_QUOTED = {
    mark: re.compile(rf"{cell}(?:{mark}{cell})*\n?")
    for mark in ",;"
    for cell in [rf'(?:"[^"]*(?:""[^"]*)*"|[^"{mark}]*)']
}
_NUMBER = {
    ",": re.compile(r"-?[0-9]+(?:\.[0-9]+)?"),
    ";": re.compile(r"-?(?:[0-9]+|[0-9]{1,3}(?:[ \u00a0\u202f][0-9]{3})+)(?:,[0-9]+)?"),
}
_EXACT_INTEGER = 2**53
_ISO_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_SLASHED_DAY = re.compile(r"([0-9]{1,2})/([0-9]{1,2})/([0-9]{4})")
_INVALID = object()
_SPANS = (
    ("date", "precision", "start"),
    ("joined", "joined_precision", "joined_start"),
    ("left_latest", "left_precision", "left_earliest"),
)
_WITH_BOTH_ENDS = {"left_latest"}
_WITH_OPEN_INTERVALS = {"claims"}
_MONTHS = (
    "January February March April May June July August September October November December"
).split()
_KINDS = {
    "string": "a text",
    "number": "a number",
    "integer": "a whole number",
    "boolean": "true or false",
    "date": "a day",
}
_BOOLEANS = {"true": True, "false": False, "vrai": True, "faux": False}


class DataError(ValueError):
    """What is wrong with a table, in plain sentences; a notebook shows them without a traceback.

    `.problems` lists every sentence, `.file` is the file's path in the project, or None.
    """

    def __init__(self, problems, file=None):
        super().__init__(problems, file)
        self.problems = list(problems)
        self.file = file

    def __str__(self):
        shown = self.problems[:_SHOWN]
        if len(self.problems) > _SHOWN:
            shown.append(f"and {len(self.problems) - _SHOWN} more")
        if self.file is None:
            return "\n".join(shown)
        count = f"{len(self.problems)} problem{'s' if len(self.problems) > 1 else ''}"
        return "\n".join([f"{self.file} has {count}:", *shown])

    def _render_traceback_(self):
        return [f"DataError: {self}"]


def load(table, after_2024=False):
    """Return one table of data/ as a typed frame, checked against data/datapackage.json.

    Dates are datetime64, numbers float64, whole numbers integers, texts `str`; blank cells are
    NaT or NaN (<NA> among whole numbers). Rows are sorted by date, then id, where the table has
    a date, and numbered 0..n-1. With `after_2024=True` the later rows are added.
    Every call returns a fresh copy. Raises DataError with all the problems of a file at once.
    """
    names = _resource_names(table, after_2024)
    files = [file for name in names for file in _files_read(name)]
    return _cached(("frame", *names), files, lambda: _frame(names)).copy()


def sources(ids):
    """Return the sources of `ids`, a frame indexed by id, in the order of their first use.

    `ids` is a source id, a list or Series of them, a frame with the columns `source_id` and
    `source_id_2`, or a list of such frames. Columns: publisher (where it was read), origin (who
    measured it first), published (YYYY, YYYY-MM or YYYY-MM-DD), quality (primary, press or
    weak) and url; empty texts where unknown. Raises DataError for an unknown id.
    """
    known = load("sources").set_index("id")
    wanted = list(dict.fromkeys(_source_ids(ids)))
    unknown = [
        f'there is no source "{name}"{_did_you_mean(name, known.index)}'
        for name in wanted
        if name not in known.index
    ]
    if unknown:
        raise DataError(unknown)
    return known.loc[wanted, ["publisher", "origin", "published", "quality", "url"]].fillna("")


def table_names():
    """Return the names of all tables, in the order of data/datapackage.json."""
    return [name for name in _resources() if not name.endswith(_AFTER)]


def package():
    """Return data/datapackage.json as a dict, a fresh copy."""
    return copy.deepcopy(_package())


def problems(*tables):
    """Return what is wrong with these tables (default: all), as plain sentences; [] if nothing.

    Besides what `load` refuses: files that differ from their hash, sources that no row cites,
    and a data/README.md that is out of step.
    """
    found = []
    try:
        for table in tables or table_names():
            for name in _resource_names(table, after_2024=table + _AFTER in _resources()):
                found += _resource_problems(name)
        if not tables and not found:
            found += _unused_sources()
        if not tables and _read_text_file("README.md") != readme():
            found.append(
                "data/README.md is out of step with data/datapackage.json; "
                "run: python -m helpers.teach seal"
            )
    except DataError as error:
        found += _sentences(error)
    return list(dict.fromkeys(found))


def readme():
    """Return the text of data/README.md, a dictionary of all tables, from datapackage.json."""
    about = _package()
    parts = [
        "# The data",
        f"**{about['title']}**",
        "This page is made from `datapackage.json` by `python -m helpers.teach seal`: "
        "change it there.",
        about["description"],
        f"**Data as of:** {about['data_as_of']}, version {about['version']}.",
        f"**Licence:** {_licences(about)}",
        f"**How to cite:** {about['how_to_cite']}",
        f"**How to report a wrong number:** {about['how_to_report']}",
        "## Known to be missing",
        "\n".join(f"- {sentence}" for sentence in about["known_missing"]),
        "## Tables",
    ]
    later = []
    for name, resource in _resources().items():
        if name.endswith(_AFTER):
            later.append(f"- [{resource['path']}]({resource['path']}): {resource['description']}")
        else:
            terms = _licences(resource)
            parts += [
                f"### {name}: {resource['title']}",
                f"[{resource['path']}]({resource['path']}). {resource['description']}"
                + (f" Licence: {terms}." if terms else ""),
                _dictionary(resource["schema"]),
            ]
    parts += [
        "## Later rows",
        "Same columns as the table of the same name; "
        '`load("users", after_2024=True)` adds them.',
        "\n".join(later),
    ]
    return "\n\n".join(parts) + "\n"


def seal():
    """Write hashes and sizes in data/datapackage.json and data/README.md anew (for maintainers).

    Raises DataError, and writes nothing, while a table has problems.
    """
    sealed = package()
    for resource in sealed["resources"]:
        _typed(resource["name"])
        content = _path(resource).read_bytes()
        resource["hash"] = _hash(content)
        resource["bytes"] = len(content)
    text = json.dumps(sealed, indent=2, ensure_ascii=False) + "\n"
    (root / "data" / "datapackage.json").write_text(text, encoding="utf-8", newline="\n")
    (root / "data" / "README.md").write_text(readme(), encoding="utf-8", newline="\n")


# The package ------------------------------------------------------------------------------


def _package():
    file = root / "data" / "datapackage.json"
    return _cached("package", [file], lambda: _read_package(file))


def _read_package(file):
    try:
        return json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise DataError([_cannot_read(error)], _shown_path(file)) from None
    except ValueError as error:
        raise DataError([f"the file is not valid JSON: {error}"], _shown_path(file)) from None


def _resources():
    return {resource["name"]: resource for resource in _package()["resources"]}


def _resource_names(table, after_2024):
    tables = table_names()
    if table not in tables:
        raise DataError(
            [
                f'there is no table "{table}"{_did_you_mean(str(table), tables)}; '
                f"the tables are {', '.join(tables)}"
            ]
        )
    if not after_2024:
        return [table]
    if table + _AFTER not in _resources():
        later = [name for name in tables if name + _AFTER in _resources()]
        raise DataError(
            [f'"{table}" has no rows after 2024; the tables that have: {", ".join(later)}']
        )
    return [table, table + _AFTER]


def _path(resource):
    return root / "data" / resource["path"]


def _files_read(name):
    resource = _resources()[name]
    keys = resource["schema"].get("foreignKeys", [])
    targets = [key["reference"]["resource"] or name for key in keys]
    read = dict.fromkeys([name, name.removesuffix(_AFTER), *targets])
    return [root / "data" / "datapackage.json", *(_path(_resources()[other]) for other in read)]


_cache = {}


def _cached(key, files, make):
    """Return make(), kept for as long as no file of `files` changes on disk."""
    stamps = [_stamp(file) for file in files]
    if key not in _cache or _cache[key][0] != stamps:
        _cache[key] = stamps, make()
    return _cache[key][1]


def _stamp(file):
    try:
        status = file.stat()
    except OSError:
        return file, None
    return file, status.st_mtime_ns, status.st_size


# Reading a file ---------------------------------------------------------------------------


class _Problem(NamedTuple):
    line: int
    position: int
    sentence: str


class _Sheet(NamedTuple):
    """The cells of one CSV file as text, without surrounding blanks."""

    separator: str
    header: list
    rows: list
    lines: list
    multiline: dict
    problems: list

    def column(self, name):
        position = self.header.index(name)
        return [row[position] for row in self.rows]

    def problem(self, row, name, sentence):
        position = self.header.index(name)
        line = self.lines[row]
        if row in self.multiline:
            line += sum(cell.count("\n") for cell in self.multiline[row][:position])
        return _Problem(line, position, f"line {line}, column {name}: {sentence}")


def _sheet(name):
    resource = _resources()[name]
    file = _path(resource)
    files = [root / "data" / "datapackage.json", file]
    return _cached(("sheet", name), files, lambda: _read_sheet(file, resource["schema"]))


def _read_sheet(file, schema):
    text = _read_text(file)
    first_line = text.split("\n", 1)[0]
    separator = max(",;\t", key=first_line.count)
    if separator == "\t":
        raise DataError(
            ["line 1: the file is separated by tabs; expected commas or semicolons"],
            _shown_path(file),
        )
    records, lines, multiline, found = _records(text, separator)
    if not records:
        raise DataError([problem.sentence for problem in found], _shown_path(file))
    names = [field["name"] for field in schema["fields"]]
    header = [name.strip() for name in records[0]]
    while header and not header[-1]:
        header.pop()
    known = set(header) & set(names)
    if len(known) * 2 < len(names):
        raise DataError(
            [f"line 1: this is not the header of the table; expected {separator.join(names)}"],
            _shown_path(file),
        )
    found += _header_problems(header, names)
    sheet = _Sheet(separator, header, [], [], {}, found)
    widths = [len(record) for record in records]
    for number in range(1, len(records)):
        row = [cell.strip() for cell in records[number]]
        neighbours = widths[number - 1 : number] + widths[number + 1 : number + 2]
        if separator == ";" and widths[number] in neighbours and any(row):
            row += [""] * (len(header) - len(row))  # spreadsheets cut blank ends of row blocks
        while len(row) > len(header) and not row[-1]:
            row.pop()
        if not any(row):
            found.append(_row_problem(lines[number], "the row is blank; delete it"))
        elif len(row) != len(header):
            found.append(_row_problem(lines[number], _wrong_width(row, header, separator)))
        else:
            if number in multiline:
                sheet.multiline[len(sheet.rows)] = records[number]
            sheet.rows.append(row)
            sheet.lines.append(lines[number])
    if not sheet.rows and not found:
        raise DataError(["the file has a header but no rows"], _shown_path(file))
    return sheet


def _read_text(file):
    """Return the file's text with "\n" line ends; UTF-8, or cp1252 where it is not UTF-8."""
    where = _shown_path(file)
    try:
        content = file.read_bytes()
    except OSError as error:
        raise DataError([_cannot_read(error)], where) from None
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise DataError(["the file is a spreadsheet, not text; save it as CSV UTF-8"], where)
    if b"\0" in content:
        line = _line_of(content, content.index(b"\0"))
        raise DataError(
            [f"line {line}: the file holds a NUL byte, so it is no text; save it as CSV UTF-8"],
            where,
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        start = error.start + len(_BOM) * content.startswith(_BOM)
        wrong = f"line {_line_of(content, start)}: the byte 0x{content[start]:02x}"
        if content.startswith(_BOM) or _UTF8_SEQUENCE.search(content):
            raise DataError(
                [f"{wrong} is not UTF-8 as the rest of the file is; save it as CSV UTF-8"], where
            ) from None
        try:
            text = content.decode("cp1252")
        except UnicodeDecodeError as other:
            wrong = f"line {_line_of(content, other.start)}: the byte 0x{content[other.start]:02x}"
            raise DataError(
                [f"{wrong} is no text in UTF-8 or cp1252; save it as CSV UTF-8"], where
            ) from None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if not re.search(r"[^\s,;]", text):
        raise DataError(["the file is empty"], where)
    return text


def _line_of(content, position):
    before = content[:position].replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    return before.count(b"\n") + 1


def _records(text, separator):
    """Split text into records; return them, the line of each, the multi-line ones, problems."""
    physical = list(io.StringIO(text))
    reader = csv.reader(physical, delimiter=separator, strict=True)
    records, lines, multiline, found = [], [], set(), []
    start = 1
    try:
        for record in reader:
            raw = "".join(physical[start - 1 : reader.line_num])
            if '"' in raw and not _WELL_QUOTED[separator].fullmatch(raw):
                found.append(_badly_quoted(start))
            if reader.line_num > start:
                multiline.add(len(records))
            records.append(record)
            lines.append(start)
            start = reader.line_num + 1
    except csv.Error:
        found.append(_badly_quoted(start))
    while records and not any(cell.strip() for cell in records[-1]):
        records.pop()
        lines.pop()
    return records, lines, multiline, found


def _row_problem(line, sentence):
    return _Problem(line, 0, f"line {line}: {sentence}")


def _badly_quoted(line):
    return _row_problem(
        line,
        "a quotation mark is misplaced or never closed; expected a text in "
        'quotation marks, with each one inside it doubled: "he said ""no"""',
    )


def _wrong_width(row, header, separator):
    sentence = f"{len(row)} columns; expected {len(header)}, as in the header"
    if len(row) > len(header):
        what = "text or number with a comma" if separator == "," else "text with a semicolon"
        return f"{sentence}, up to column {header[-1]}; does a {what} lack quotation marks?"
    return f"{sentence}; column {header[len(row)]} is the first that is missing"


def _header_problems(header, names):
    found = []
    missing = [name for name in names if name not in header]
    for position, name in enumerate(header):
        if name in header[:position]:
            sentence = "stands twice in the header; expected once"
        elif name not in names:
            near = difflib.get_close_matches(name.lower(), missing, 1)
            sentence = "is not in the table's description"
            if near:
                missing.remove(near[0])
                sentence += f'; did you mean "{near[0]}"?'
            else:
                sentence += "; delete it"
        else:
            continue
        found.append(_Problem(1, position, f'line 1: the column "{name}" {sentence}'))
    for name in missing:
        found.append(_Problem(1, len(header), f'line 1: the column "{name}" is missing'))
    return found


# Checking the cells -----------------------------------------------------------------------


def _typed(name):
    """Return {column: list of Python values} of a resource; raise DataError if any is wrong."""
    return _cached(("typed", name), _files_read(name), lambda: _check(name))


def _check(name):
    resource = _resources()[name]
    schema = resource["schema"]
    sheet = _sheet(name)
    found = list(sheet.problems)
    values = {}
    for field in schema["fields"]:
        if field["name"] in sheet.header:
            values[field["name"]], wrong = _check_column(sheet, field)
            found += wrong
    found += _key_problems(name, schema, sheet)
    for key in schema.get("foreignKeys", []):
        found += _foreign_key_problems(name, key, sheet)
    for span in _SPANS:
        if set(span) <= set(values):
            found += _span_problems(sheet, values, span, name)
    if found:
        sentences = dict.fromkeys(problem.sentence for problem in sorted(found))
        raise DataError(sentences, _shown_path(_path(resource)))
    return values


def _check_column(sheet, field):
    texts = sheet.column(field["name"])
    parsed, reasons = {}, {}
    for text in dict.fromkeys(texts):
        try:
            parsed[text] = _value(text, field, sheet.separator)
        except ValueError as reason:
            parsed[text] = _INVALID
            reasons[text] = f"{_quoted(text)} {reason}" if text else str(reason)
    wrong = []
    if reasons:
        wrong = [
            sheet.problem(row, field["name"], reasons[text])
            for row, text in enumerate(texts)
            if text in reasons
        ]
    return [parsed[text] for text in texts], wrong


def _value(text, field, separator):
    """Return the cell's value, None if blank; raise ValueError with the end of a sentence."""
    limits = field.get("constraints", {})
    if not text:
        if limits.get("required"):
            raise ValueError(f"the cell is blank; expected {_expected(field)}")
        return None
    if field["type"] == "string":
        value = _string(text)
    elif field["type"] == "date":
        value = _date(text, separator)
    elif field["type"] == "boolean":
        value = _boolean(text)
    else:
        value = _number(text, field, separator)
    if "enum" in limits and value not in limits["enum"]:
        near = _did_you_mean(text, map(str, limits["enum"]))
        raise ValueError(f"is not allowed{near}; expected {_expected(field)}")
    if "pattern" in limits and not re.fullmatch(limits["pattern"], text):
        raise ValueError(f"has not the expected form; expected {_expected(field)}")
    for limit, below in (("minimum", True), ("maximum", False)):
        if limit in limits:
            bound = limits[limit]
            if field["type"] == "date":
                bound = datetime.date.fromisoformat(bound)
            if value < bound if below else value > bound:
                side = "under" if below else "over"
                raise ValueError(f"is {side} the {limit}; expected {_expected(field)}")
    return value


def _expected(field):
    limits = field.get("constraints", {})
    if "enum" in limits:
        return " or ".join(map(str, limits["enum"]))
    if "minimum" in limits or "maximum" in limits:
        unit = f" {field['unit']}" if "unit" in field else ""
        return f"{_KINDS[field['type']]} {_bounds(limits)}{unit}"
    return f"{_KINDS[field['type']]} ({field['description'].rstrip('.')})"


def _bounds(limits):
    words = []
    if "minimum" in limits:
        words.append(f"from {limits['minimum']}")
    if "maximum" in limits:
        words.append(f"up to {limits['maximum']}")
    return " ".join(words)


def _string(text):
    unreadable = _UNREADABLE.search(text)
    if unreadable:
        raise ValueError(
            f"holds the unreadable character U+{ord(unreadable[0]):04X}; type the text again"
        )
    if _SPREADSHEET_ERROR.fullmatch(text):
        raise ValueError("is the error mark of a spreadsheet; type the text again")
    return text


def _boolean(text):
    if text.lower() not in _BOOLEANS:
        raise ValueError("is neither true nor false; expected true or false")
    return _BOOLEANS[text.lower()]


def _number(text, field, separator):
    if not _NUMBER[separator].fullmatch(text):
        raise ValueError(_number_advice(text, separator))
    plain = re.sub("[ \u00a0\u202f]", "", text).replace(",", ".")
    value = float(plain)
    if not math.isfinite(value):
        raise ValueError("is not a finite number; expected a number")
    if field["type"] == "number":
        return value
    if "." in plain:
        raise ValueError("is not a whole number; expected an integer such as 12")
    if abs(value) > _EXACT_INTEGER:
        raise ValueError(f"is too large; expected an integer up to {_EXACT_INTEGER}")
    return int(plain)


def _number_advice(text, separator):
    mark, other, here, plain = (
        (".", ",", "in a comma-separated file", "1234.5")
        if separator == ","
        else (",", ".", "in a file separated by semicolons", "1234,5")
    )
    one_mark = re.fullmatch(rf"(-?[0-9]+)\{other}([0-9]+)", text)
    if one_mark and len(one_mark[2]) == 3:
        return (
            f"is ambiguous {here}; expected {one_mark[1]}{mark}{one_mark[2]} "
            f"or {one_mark[1]}{one_mark[2]}"
        )
    if one_mark:
        name = "comma" if other == "," else "point"
        return f"has a decimal {name} {here}; expected {one_mark[1]}{mark}{one_mark[2]}"
    return f"is not a number; expected digits alone, such as {plain}"


def _date(text, separator):
    slashed = _SLASHED_DAY.fullmatch(text)
    if slashed and separator == ";":
        day, month, year = map(int, slashed.groups())
    elif _ISO_DAY.fullmatch(text):
        year, month, day = map(int, text.split("-"))
    else:
        raise ValueError(_date_advice(text, slashed, separator))
    date = _day(year, month, day)
    if date is None:
        raise ValueError(f"is no day of the calendar; expected {_date_form(separator)}")
    if not 1900 <= date.year <= 2100:
        raise ValueError("is out of range; expected a day of the years 1900 to 2100")
    return date


def _day(year, month, day):
    try:
        return datetime.date(year, month, day)
    except ValueError:
        return None


def _date_form(separator):
    return "a day written YYYY-MM-DD" if separator == "," else "a day written dd/mm/yyyy"


def _date_advice(text, slashed, separator):
    if slashed:
        first, second, year = map(int, slashed.groups())
        both = [_day(year, second, first), _day(year, first, second)]
        days = list(dict.fromkeys(day for day in both if day))
        if len(days) == 2:
            words = " or ".join(f"{day.day} {_MONTHS[day.month - 1]} {day.year}" for day in days)
            written = " or ".join(map(str, days))
            return f"is ambiguous: {words}? Write {written}; expected {_date_form(separator)}"
        if days:
            return f"is not written YYYY-MM-DD; expected {days[0]}"
    month = re.fullmatch(r"([0-9]{4})-(0[1-9]|1[0-2])", text)
    if month:
        last = calendar.monthrange(int(month[1]) or 1, int(month[2]))[1]
        return f"is a month; expected its last day, {text}-{last}, with precision month"
    if re.fullmatch("[0-9]{4}", text):
        return f"is a year; expected its last day, {text}-12-31, with precision year"
    if re.fullmatch(r"[^\W\d]+\.?-[0-9]{2}", text):
        return (
            "is a date that a spreadsheet has shortened; "
            f"expected {_date_form(separator)} (for a month, its last day)"
        )
    return f"is not a date; expected {_date_form(separator)}"


def _period(day, precision):
    """Return the first and last day of the month, quarter or year of a day; else the day."""
    months = {"month": 1, "quarter": 3, "year": 12}.get(precision)
    if months is None:
        return day, day
    first = day.replace(day=1, month=(day.month - 1) // months * months + 1)
    next_first = (first + datetime.timedelta(days=31 * months)).replace(day=1)
    return first, next_first - datetime.timedelta(days=1)


def _span_problems(sheet, values, names, table):
    """Check that dates are the last days, and starts the first, of what the precision says."""
    rows = list(zip(*(values[name] for name in names), strict=True))
    reasons = {}
    for span in set(rows):
        reason = None if _INVALID in span else _span_problem(*span, names, table)
        if reason:
            reasons[span] = reason
    return [
        sheet.problem(row, *reasons[span]) for row, span in enumerate(rows) if span in reasons
    ]


def _span_problem(date, precision, start, names, table):
    """Return (column, sentence) of what does not fit, or None."""
    shown = f"{start} does not fit {names[1]} {precision}" if start else "the cell is blank"
    if date is None and precision is None:
        return (names[2], f"{start} stands alone; expected a blank cell") if start else None
    if date is None:
        return names[0], f"the cell is blank; expected a day, as {names[1]} is {precision}"
    if precision is None:
        return names[1], f"the cell is blank; expected how exact the {names[0]} {date} is"
    if precision == "interval":
        if start is None and table not in _WITH_OPEN_INTERVALS:
            return names[2], f"{shown}; expected the first day of the interval"
        if start is not None and start > date:
            return names[2], f"{start} is after the {names[0]} {date}; expected an earlier day"
        return None
    first, last = _period(date, precision)
    if date != last:
        return names[0], f"{date} does not fit {names[1]} {precision}; expected {last}"
    expected = first if names[0] in _WITH_BOTH_ENDS else None
    if start != expected:
        return names[2], f"{shown}; expected {expected or 'a blank cell'}"
    return None


def _key_problems(name, schema, sheet):
    """Check that keys and unique columns are unique, in the later rows against all rows."""
    keys = [_as_list(schema.get("primaryKey", []))]
    keys += [
        [field["name"]]
        for field in schema["fields"]
        if field.get("constraints", {}).get("unique")
    ]
    earlier = None
    if name.endswith(_AFTER):
        earlier = _sheet(name.removesuffix(_AFTER))
    found = []
    for key in keys:
        if not key or not set(key) <= set(sheet.header):
            continue
        seen = {}
        if earlier and set(key) <= set(earlier.header):
            file = _shown_path(_path(_resources()[name.removesuffix(_AFTER)]))
            for row, cells in enumerate(zip(*map(earlier.column, key), strict=True)):
                seen[cells] = f"line {earlier.lines[row]} of {file}"
        for row, cells in enumerate(zip(*map(sheet.column, key), strict=True)):
            if cells in seen and any(cells):
                value = _quoted(" ".join(cells))
                sentence = f"{value} stands already in {seen[cells]}; expected each one once"
                found.append(sheet.problem(row, key[-1], sentence))
            seen.setdefault(cells, f"line {sheet.lines[row]}")
    return found


def _foreign_key_problems(name, key, sheet):
    column = _as_list(key["fields"])[0]
    target_column = _as_list(key["reference"]["fields"])[0]
    target = key["reference"]["resource"] or name
    target_sheet = _sheet(target)
    target_file = _shown_path(_path(_resources()[target]))
    if target != name and target_sheet.problems:
        raise DataError([problem.sentence for problem in target_sheet.problems], target_file)
    if column not in sheet.header or target_sheet.problems:
        return []
    allowed = dict.fromkeys(target_sheet.column(target_column))
    texts = sheet.column(column)
    reasons = {}
    for text in dict.fromkeys(texts):
        if text and text not in allowed:
            near = _did_you_mean(text, allowed) if len(reasons) < _SHOWN else ""
            reasons[text] = (
                f"{_quoted(text)} is not among the ids of {target}{near}; "
                f"expected an id of {target_file}"
            )
    return [
        sheet.problem(row, column, reasons[text])
        for row, text in enumerate(texts)
        if text in reasons
    ]


# Frames, reports, words -------------------------------------------------------------------


def _frame(names):
    import pandas as pd

    fields = _resources()[names[0]]["schema"]["fields"]
    tables = [_typed(name) for name in names]
    frame = pd.DataFrame(
        {
            field["name"]: pd.Series(
                [value for table in tables for value in table[field["name"]]],
                dtype=_dtype(field),
            )
            for field in fields
        }
    )
    if "date" in frame and "id" in frame:
        frame = frame.sort_values(["date", "id"], kind="stable", ignore_index=True)
    return frame


def _dtype(field):
    required = field.get("constraints", {}).get("required")
    return {
        "string": "str",
        "number": "float64",
        "integer": "int64" if required else "Int64",
        "boolean": "bool" if required else "boolean",
        "date": "datetime64[us]",
    }[field["type"]]


def _source_ids(ids):
    if isinstance(ids, str):
        yield ids
    elif hasattr(ids, "columns"):
        columns = [name for name in ("source_id", "source_id_2") if name in ids.columns]
        if not columns:
            raise DataError(["the frame has no column source_id; expected rows of a table"])
        yield from _source_ids(ids[columns].to_numpy().ravel())
    else:
        for one in ids:
            if isinstance(one, str) or hasattr(one, "columns"):
                yield from _source_ids(one)
            elif one is not None and one == one:
                raise DataError([f"{one!r} is not a source id; expected a text"])


def _resource_problems(name):
    resource = _resources()[name]
    file = _path(resource)
    try:
        _typed(name)
    except DataError as error:
        return _sentences(error)
    if _hash(file.read_bytes()) != resource.get("hash"):
        return [
            f"{_shown_path(file)} differs from its hash in data/datapackage.json; if the change "
            "is meant, run: python -m helpers.teach seal"
        ]
    return []


def _unused_sources():
    cited = set()
    for name, resource in _resources().items():
        for key in resource["schema"].get("foreignKeys", []):
            if key["reference"]["resource"] == "sources":
                cited.update(_sheet(name).column(_as_list(key["fields"])[0]))
    sheet = _sheet("sources")
    file = _shown_path(_path(_resources()["sources"]))
    return [
        f"{file}: line {line}, column id: {_quoted(name)} is cited by no row; delete it or cite it"
        for line, name in zip(sheet.lines, sheet.column("id"), strict=True)
        if name not in cited
    ]


def _sentences(error):
    return [f"{error.file}: {sentence}" if error.file else sentence for sentence in error.problems]


def _read_text_file(name):
    try:
        return (root / "data" / name).read_text(encoding="utf-8", errors="replace")
    except OSError:
        return None


def _dictionary(schema):
    targets = {
        _as_list(key["fields"])[0]: key["reference"]["resource"]
        for key in schema.get("foreignKeys", [])
    }
    lines = ["| column | type | meaning | allowed values |", "|---|---|---|---|"]
    for field in schema["fields"]:
        limits = field.get("constraints", {})
        allowed = [", ".join(f"`{value}`" for value in limits.get("enum", []))]
        allowed.append(_bounds(limits))
        if field["name"] in targets:
            allowed.append(f"an id of {targets[field['name']] or 'this table'}")
        if limits.get("unique") or [field["name"]] == _as_list(schema.get("primaryKey", [])):
            allowed.append("each once")
        if not limits.get("required"):
            allowed.append("may be blank")
        unit = f", {field['unit']}" if "unit" in field else ""
        cells = [
            f"`{field['name']}`",
            field["type"] + unit,
            field["description"],
            "; ".join(filter(None, allowed)),
        ]
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join(lines)


def _licences(described):
    return ", ".join(f"[{one['title']}]({one['path']})" for one in described.get("licenses", []))


def _hash(content):
    return "sha256:" + hashlib.sha256(content).hexdigest()


def _as_list(names):
    return [names] if isinstance(names, str) else list(names)


def _shown_path(file):
    return file.relative_to(root).as_posix()


def _cannot_read(error):
    if isinstance(error, FileNotFoundError):
        return "the file is missing; copy it again from the project"
    return f"the file cannot be read ({error.strerror}); close it elsewhere and try again"


def _quoted(text):
    text = " ".join(text.split())
    return f'"{text[:57]}..."' if len(text) > 60 else f'"{text}"'


def _did_you_mean(text, names):
    near = difflib.get_close_matches(text, list(names), 1)
    return f' (did you mean "{near[0]}"?)' if near else ""

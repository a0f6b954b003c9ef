"""The capstone: verdicts scored against ours, and a brief checked before it becomes a page."""

import base64
import difflib
import html
import json
import pathlib

import pandas as pd

from helpers import data, record
from helpers.exercises import lesson
from helpers.words import is_number, listed, plural, wrap

VERSION = 1
JUDGED = tuple(f"{n:02}" for n in range(11))
EXAMPLE = tuple((0.9, n != 6) for n in range(7)) + tuple((0.6, n < 2) for n in range(4))
NAME = "capstone.json"
SIDES = ("accelerator", "brake")
CLASSES = ("official", "documents", "estimate", "repeated", "opinion")
LARGEST_WEIGHT = 10
LARGEST_PICTURE = 4_000_000
PICTURES = {b"\x89PNG\r\n\x1a\n": "image/png", b"\xff\xd8\xff": "image/jpeg"}
LIMITS = {"claim": 160, "name": 80, "statement": 160, "change_my_mind": 240,
          "accelerator": 360, "brake": 360, "description": 280}
TEMPLATE = {
    "version": VERSION,
    "claim": "",
    "indicators": [{"name": "", "direction": "", "class": "", "weight": None}] * 2,
    "facts": [{"statement": "", "id": ""}] * 3,
    "probability": None,
    "change_my_mind": "",
    "accelerator": "",
    "brake": "",
    "figure": {"file": "", "description": ""},
}
START = {
    "claim": "Write one sentence that somebody could find wrong, with a date in it.",
    "name": "Name what is counted, with its unit.",
    "statement": "Write one sentence with one fact.",
    "change_my_mind": "Write which observation would move you.",
    "accelerator": "Write the strongest line of that side, also if it is the other side.",
    "brake": "Write the strongest line of that side, also if it is the other side.",
    "description": "Say in words what the figure shows, for somebody who cannot see it.",
}
LINE = "_" * 9
STYLE = """@page { size: A4; margin: 13mm }
* { box-sizing: border-box }
body { font: 9.5pt/1.25 sans-serif; color: #222222; background: white; max-width: 184mm;
  margin: auto; overflow-wrap: anywhere }
h1 { font-size: 14pt; line-height: 1.2; margin: 0 0 1.5mm }
h2 { font-size: 10pt; margin: 2.5mm 0 0.8mm; border-bottom: 0.4mm solid #222222 }
p, ol, table { margin: 0 0 1mm }
ol { padding-left: 6mm }
small { color: #5f6368 }
table { width: 100%; border-collapse: collapse; font: inherit }
@media screen { body { padding: 8mm 0 } }
th, td { text-align: left; vertical-align: top; padding: 0.3mm 2mm 0.3mm 0 }
th, td + td { white-space: nowrap }
.two { display: grid; grid-template-columns: 1fr 1fr; gap: 6mm }
figure { margin: 0; display: grid; grid-template-columns: 105mm 1fr; gap: 4mm }
img { max-width: 100%; max-height: 54mm }"""


# ---------------------------------------------------------------- calibration

def calibration():
    """The learner's first verdicts of lessons 00 to 10 beside ours, ready to be scored.

    Returns a frame: lesson, claim, yours, confidence (0-1), ours, agree (1 or 0), dossier ("own"
    or "example"). Lessons without a verdict are left out and named. An empty record gives the
    example of exercise 11-2, and a sentence says so.
    """
    kept = record.recall()
    claims = data.load("claims").set_index("id")
    rows = [row for number in JUDGED if (row := _scored(number, kept.get(number, {}), claims))]
    if not rows:
        print(wrap("No verdict of yours is on record yet. The example dossier stands in: seven "
                   "verdicts at 0.9, of which six agree with ours, and four at 0.6, of which "
                   "two agree."))
        return _example()
    missing = [number for number in JUDGED if number not in {row["lesson"] for row in rows}]
    left_out = (f" No usable verdict from {_lessons(missing)}: the score is of what is there."
                if missing else "")
    print(wrap(f"Your first verdicts of {plural(len(rows), 'lesson')} stand beside ours."
               + left_out))
    return pd.DataFrame(rows)


def _lessons(numbers):
    return f"lesson{'s' if numbers[1:] else ''} {listed(numbers)}"


def _scored(number, entry, claims):
    verdict = entry.get("verdict", {})
    first = verdict.get("first")
    first = first if isinstance(first, dict) else verdict
    word, confidence, asked = first.get("word"), first.get("confidence"), lesson(number)
    claim = asked.headline.claim if asked else verdict.get("claim")
    usable = (isinstance(word, str) and is_number(confidence) and 0 <= confidence <= 1
              and isinstance(claim, str) and claim in claims.index)
    if not usable:
        return None
    ours = claims.verdict[claim]
    return {"lesson": number, "claim": claim, "yours": word, "confidence": float(confidence),
            "ours": ours, "agree": int(word == ours), "dossier": "own"}


def _example():
    return pd.DataFrame([
        {"lesson": number, "claim": "", "yours": "", "confidence": confidence, "ours": "",
         "agree": int(agree), "dossier": "example"}
        for number, (confidence, agree) in zip(JUDGED, EXAMPLE, strict=True)])


# ---------------------------------------------------------------- template

def capstone_template():
    """Put an empty capstone.json beside the learner's record, only if there is none yet."""
    file = record.path().parent / NAME
    if file.exists():
        print(wrap(f"✔ Your {NAME} is there already and stays as it is."))
        return
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        record.write_whole(file, json.dumps(TEMPLATE, indent=1, ensure_ascii=False) + "\n")
    except OSError:
        print(wrap(f"✘ Not written: {file.parent} cannot be written. Copy the fields from the "
                   "list above into a file of your own."))
        return
    print(wrap(f"✔ An empty {NAME} now lies in the folder of your record, my_lessons. In the "
               "list of files (the round arrow refreshes it), right-click it and choose Open With, "
               "then Editor."))


# ---------------------------------------------------------------- brief

def brief(file):
    """Check a capstone file and turn it into a page that prints on one sheet of A4.

    file: name of a file in the folder of the learner's record, such as "capstone.json", or a
    path. The page, same name with .html, lies beside it. All problems are printed at once, and
    then no page is written. The file itself is only read. Never raises for what is in the file.
    """
    path = record.path().parent / pathlib.Path(str(file)).expanduser()
    if path.suffix != ".json":
        print(wrap(f'✘ Give the name of your file in quotation marks, such as brief("{NAME}").'))
        return
    try:
        given = _read(path)
    except ValueError as error:
        _refuse(path.name, [str(error)])
        return
    if given == TEMPLATE:
        print(wrap(f"… {path.name} is still the empty template. Fill in its fields, save it, and "
                   "run this cell again."))
        return
    rows = _rows()
    troubles = list(_troubles(given, path.parent, rows))
    if troubles:
        _refuse(path.name, troubles)
        return
    page = path.with_suffix(".html")
    try:
        record.write_whole(page, _page(given, path.parent, rows))
    except OSError:
        print(wrap(f"✘ {path.name} is complete, but {page.name} cannot be written beside it. "
                   "Free the folder, then run this cell again."))
        return
    print(wrap(f"✔ {path.name} is complete: {page.name} lies beside it. Right-click it in the list "
               "of files, choose Open in New Browser Tab, and print: it fits on one sheet of A4."))


def _refuse(name, troubles):
    print(wrap(f"✘ {name} has {plural(len(troubles), 'problem')}; no page is written, and your "
               "file stays as it is:"))
    for trouble in troubles:
        print(wrap(f"- {trouble}"))


def _read(path):
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise ValueError("there is no such file in the folder of your record. "
                         "capstone_template() makes an empty one.") from None
    except UnicodeDecodeError:
        raise ValueError("it is not saved as UTF-8. Save it again with that encoding.") from None
    except (OSError, ValueError) as error:
        raise ValueError(f"it cannot be read ({type(error).__name__}).") from None
    try:
        return json.loads(text, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise ValueError(f"it is not JSON from line {error.lineno} on, {_line(error)}. Look there, "
                         "and at the end of the line before, for a missing comma, quotation mark "
                         "or bracket. Write 0.7, not 0,7, .7 or 70%; inside a text use ' instead "
                         'of ", and do not press Enter.') from None
    except _Twice as error:
        raise ValueError(f"{_shown(str(error))} stands twice in the same brackets; keep one."
                         ) from None
    except (ValueError, RecursionError):
        raise ValueError("it is not JSON that can be read here.") from None


def _line(error):
    return _shown(error.doc.split("\n")[error.lineno - 1])


class _Twice(Exception):
    pass


def _once(pairs):
    names = [name for name, _ in pairs]
    for name in names:
        if names.count(name) > 1:
            raise _Twice(name)
    return dict(pairs)


def _troubles(given, folder, rows):
    if not isinstance(given, dict):
        yield f"the whole must stand in {{ }}; this is {_kind(given)}."
        return
    if given.get("version") != VERSION or isinstance(given.get("version"), bool):
        yield (f"version is {_shown(given.get('version'))}; this project reads {VERSION}. Take a "
               "fresh template and copy your texts into it.")
    yield from _keys("", given, TEMPLATE)
    yield from _text("claim", given)
    for where, indicator in _several(given, "indicators"):
        if isinstance(indicator, str):
            yield indicator
        else:
            yield from _indicator(where, indicator)
    used = {}
    for where, fact in _several(given, "facts"):
        if isinstance(fact, str):
            yield fact
        else:
            yield from _keys(f"{where}: ", fact, TEMPLATE["facts"][0])
            yield from _text("statement", fact, where)
            yield from _fact_id(where, fact, used, rows)
    yield from _number("probability", given.get("probability"), 1, "0.7 for seven in ten")
    for name in ("change_my_mind", *SIDES):
        yield from _text(name, given)
    yield from _figure(given.get("figure"), folder)


def _keys(where, given, wanted):
    for name in given:
        if name not in wanted:
            near = difflib.get_close_matches(name, wanted, 1)
            hint = f"did you mean {near[0]}?" if near else f"the fields are {listed(wanted)}."
            yield f"{where}{_shown(name)} is no field here; {hint}"


def _several(given, name):
    wanted = len(TEMPLATE[name])
    items = given.get(name)
    if not isinstance(items, list):
        yield name, f"{name} must be {wanted} entries in [ ]; this is {_kind(items)}."
        return
    if len(items) != wanted:
        yield name, f"{name} must be {wanted} entries; this is {len(items)}."
    for n, item in enumerate(items[:wanted], 1):
        where = f"{name.removesuffix('s')} {n}"
        yield where, (item if isinstance(item, dict)
                      else f"{where} must stand in {{ }}; this is {_kind(item)}.")


def _indicator(where, given):
    yield from _keys(f"{where}: ", given, TEMPLATE["indicators"][0])
    yield from _text("name", given, where)
    for name, words in (("direction", SIDES), ("class", CLASSES)):
        if given.get(name) not in words:
            yield (f"{where}: {name} is {_shown(given.get(name))}; choose one of "
                   f"{', '.join(words)}.")
    yield from _number(f"{where}: weight", given.get("weight"), LARGEST_WEIGHT,
                       "2 for twice as much as 1")


def _text(name, given, where=""):
    said = f"{where}: {name}" if where else name
    text = given.get(name)
    if text is None or (isinstance(text, str) and not text.strip()):
        yield f"{said} is empty. {START[name]}"
    elif not isinstance(text, str):
        yield f"{said} needs text in quotation marks; this is {_kind(text)}."
    elif not _plain(text).isprintable():
        yield f"{said} holds a character that cannot be printed; type the sentence again."
    elif len(_plain(text)) > LIMITS[name]:
        yield (f"{said} is {len(_plain(text))} characters long; there is room for "
               f"{LIMITS[name]}. Keep the strongest part.")
    elif len(text.split()) < 3:
        yield f"{said} is too short. {START[name]}"


def _number(said, value, most, example):
    if value is None:
        yield f"{said} is open. Give a number from 0 to {most}, such as {example}."
    elif not is_number(value):
        yield (f"{said} is {_shown(value)}; give a number from 0 to {most}, without quotation "
               f"marks, such as {example}.")
    elif not 0 <= value <= most:
        yield f"{said} is {value:g}; give a number from 0 to {most}, such as {example}."


def _fact_id(where, given, used, rows):
    key = given.get("id")
    key = key.strip() if isinstance(key, str) else key
    if key is None or key == "":
        yield (f"{where} has no id. Which row of the table is it? "
               'load("costs")[["id", "value", "unit"]] lists the ids of a table.')
        return
    if not isinstance(key, str) or key not in rows:
        near = difflib.get_close_matches(str(key), rows, 1)
        hint = f" Did you mean {near[0]}?" if near else ""
        yield (f"{where}: {_shown(key)} is no id of a row with a source, nor of a claim."
               f"{hint} Which row of the table is it?")
        return
    table, row = rows[key]
    if not _source_ids(row):
        kind = "a repeated claim" if row.evidence == "repeated" else "a claim"
        yield (f"{where}: {key} is {kind} for which no source was found. Take a row with a "
               "source; a claim without one may stand among the arguments of a side.")
    if key in used:
        yield f"{where} names the same row as {used[key]}, {key}; take three different ones."
    used.setdefault(key, where)


def _figure(given, folder):
    if not isinstance(given, dict):
        yield f"figure must stand in {{ }}; this is {_kind(given)}."
        return
    yield from _keys("figure: ", given, TEMPLATE["figure"])
    yield from _text("description", given, "figure")
    name = given.get("file")
    if not isinstance(name, str) or not name.strip():
        yield 'figure: file is empty. Save a figure with fig.savefig("my_figure.png") first.'
        return
    try:
        _picture(name.strip(), folder)
    except ValueError as error:
        yield f"figure: {_shown(name)} {error}"


def _picture(name, folder):
    """(media type, bytes) of a picture beside the capstone file or in the working folder."""
    if pathlib.PurePath(name).name != name or "\\" in name:
        raise ValueError("is a path; put the picture beside your capstone file and give its "
                         "name alone.")
    for place in (folder, pathlib.Path.cwd()):
        try:
            content = (place / name).read_bytes()
        except (OSError, ValueError):
            continue
        if len(content) > LARGEST_PICTURE:
            raise ValueError(f"is larger than {LARGEST_PICTURE // 10**6} megabytes; save it "
                             "smaller.")
        for start, kind in PICTURES.items():
            if content.startswith(start):
                return kind, content
        raise ValueError("is no picture of type PNG or JPEG; save it again.")
    raise ValueError("was not found beside your capstone file. Save a figure with "
                     'fig.savefig("my_figure.png").')


def _rows():
    """Every row that may be cited: id → (table, row)."""
    found = {}
    later = {table for table in data.table_names()
             if any(r["name"] == f"{table}_after_2024" for r in data.package()["resources"])}
    for table in data.table_names():
        frame = data.load(table, after_2024=table in later)
        if {"id", "source_id"} <= set(frame.columns):
            for row in frame.itertuples():
                found.setdefault(row.id, (table, row))
    return found


def _source_ids(row):
    both = (row.source_id, getattr(row, "source_id_2", None))
    return [one for one in both if isinstance(one, str) and one]


def _plain(text):
    return " ".join(text.split())


def _shown(value):
    if value is None or value == "":
        return "missing"
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = _plain(text).encode("utf-8", "replace").decode("utf-8")
    return repr(text if len(text) <= 40 else text[:39] + "…")


def _kind(value):
    names = {type(None): "missing", bool: "true or false", str: "a text", list: "a list",
             dict: "an entry in { }"}
    return names.get(type(value), "a number")


# ---------------------------------------------------------------- page

def _page(given, folder, rows):
    said = _escaped(given)
    indicators = "".join(
        f"<tr><td>{one['name']}</td><td>{one['direction']}</td><td>{one['class']}</td>"
        f"<td>{one['weight']}</td></tr>" for one in said["indicators"])
    origins = [html.escape(_origin(*rows[fact["id"].strip()])) for fact in given["facts"]]
    facts = "".join(f"<li>{fact['statement']}<br><small>{origin}</small></li>"
                    for fact, origin in zip(said["facts"], origins, strict=True))
    kind, picture = _picture(given["figure"]["file"].strip(), folder)
    words = said["figure"]["description"]
    return f"""<!doctype html>
<html lang="en"><head><meta charset="utf-8"><title>{said['claim']}</title>
<style>
{STYLE}
</style></head><body><main>
<h1>{said['claim']}</h1>
<p><b>Probability that this is right: {given['probability']:.0%}</b> · Written on {LINE}
· came true (1 or 0) {LINE} · Brier score {LINE}</p>
<h2>Two indicators</h2>
<table><thead><tr><th>indicator</th><th>speaks for</th><th>evidence</th><th>weight</th></tr></thead>
<tbody>{indicators}</tbody></table>
<h2>Three facts</h2>
<ol>{facts}</ol>
<div class="two"><section><h2>Strongest case: accelerator</h2><p>{said['accelerator']}</p></section>
<section><h2>Strongest case: brake</h2><p>{said['brake']}</p></section></div>
<h2>One figure</h2>
<figure><img alt="{words}" src="data:{kind};base64,{base64.b64encode(picture).decode()}">
<figcaption>{words}</figcaption></figure>
<h2>What would change my mind</h2>
<p>{said['change_my_mind']}</p>
</main></body></html>
"""


def _escaped(value):
    if isinstance(value, dict):
        return {name: _escaped(part) for name, part in value.items()}
    if isinstance(value, list):
        return [_escaped(part) for part in value]
    return html.escape(_plain(value) if isinstance(value, str) else f"{value:g}", quote=True)


def _origin(table, row):
    pages = data.sources(_source_ids(row))
    names = "; ".join(dict.fromkeys(pages.origin.where(pages.origin != "not stated",
                                                       pages.publisher)))
    weak = " (weak source)" if pages.quality.eq("weak").all() else ""
    kind = (f"claim, our reading: {row.verdict}" if table == "claims"
            else ", ".join(filter(None, [table, getattr(row, "nature", "")])))
    return f"{row.id} ({kind}); {names}{weak}"

"""The learner's own record: plain JSON in my_lessons/, theirs to read, move or delete.

{"version": 1, "lessons": {"00": {"predictions": {}, "checks": {}, "verdict": {}}}}
"""

import contextlib
import json
import os
import pathlib
import time

from helpers.words import wrap

VERSION = 1
PROJECT = pathlib.Path(__file__).resolve().parents[1]
_said = set()


def path():
    """Where the record is kept: my_lessons/progress.json, or the file named by $LESSONS_STATE."""
    return pathlib.Path(os.environ.get("LESSONS_STATE")
                        or PROJECT / "my_lessons" / "progress.json").expanduser()


def recall():
    """All that is on record: lesson → {"predictions", "checks", "verdict"}.

    A record that cannot be used (cut short, not JSON, of a newer version) is set aside under
    another name, never deleted; a sentence says so, and an empty record is returned.
    """
    try:
        return lessons_in(path())
    except FileNotFoundError:
        return {}
    except ValueError as trouble:
        return _set_aside(str(trouble))


def lessons_in(file):
    """What a record file holds: lesson → kind → entries. Raises ValueError with the reason."""
    try:
        text = file.read_text(encoding="utf-8")
    except FileNotFoundError:
        raise
    except (OSError, UnicodeDecodeError) as error:
        raise ValueError(f"it cannot be read ({type(error).__name__})") from None
    try:
        record = json.loads(text)
    except (ValueError, RecursionError):
        raise ValueError("it is not valid JSON" if text.strip() else "it is empty") from None
    lessons = record.get("lessons") if isinstance(record, dict) else None
    if not isinstance(lessons, dict) or not all(
            isinstance(kinds, dict) and all(isinstance(kind, dict) for kind in kinds.values())
            for kinds in lessons.values()):
        raise ValueError("it has no lessons in it")
    if record.get("version") != VERSION:
        raise ValueError(f"it is of version {record.get('version')}, this project reads {VERSION}")
    return lessons


def remember(lesson, kind, value):
    """Merge value (a dict) into the record of a lesson under kind; say it once if that fails."""
    try:
        path().parent.mkdir(parents=True, exist_ok=True)
        with _alone():
            lessons = recall()
            lessons.setdefault(lesson, {}).setdefault(kind, {}).update(value)
            kept = {"version": VERSION, "lessons": lessons}
            write_whole(path(), json.dumps(kept, indent=1, ensure_ascii=False) + "\n")
    except OSError:
        _say_once(f"Not kept: {path().parent} cannot be written. The lesson goes on; "
                  "what you answer counts in this session only.")


def write_whole(file, text):
    """Write a text file (a Path, UTF-8, LF) all or nothing. Raises OSError where it cannot."""
    draft = file.with_name(f".{file.name}.{os.getpid()}.tmp")
    try:
        draft.write_text(text, encoding="utf-8", newline="\n")
        os.replace(draft, file)
    finally:
        draft.unlink(missing_ok=True)


@contextlib.contextmanager
def _alone(patience=3.0):
    lock = path().with_suffix(".lock")
    deadline = time.monotonic() + patience
    while True:
        try:
            os.close(os.open(lock, os.O_CREAT | os.O_EXCL))
            break
        except FileExistsError:
            if time.monotonic() > deadline:
                lock.unlink(missing_ok=True)
            time.sleep(0.02)
    try:
        yield
    finally:
        lock.unlink(missing_ok=True)


def _set_aside(reason):
    kept = next(name for n in range(1, 10_000)
                if not (name := path().with_name(f"{path().stem}.set-aside-{n}.json")).exists())
    try:
        os.replace(path(), kept)
        where = f"It was set aside as {kept.name}, nothing is deleted; a new record begins."
    except OSError:
        where = "It stays where it is; this session begins without it."
    _say_once(f"Your record {path().name} was not used: {reason}. {where}")
    return {}


def _say_once(sentence):
    if sentence not in _said:
        _said.add(sentence)
        print(wrap(sentence))

"""Guess first, look after: predictions, verdicts and the dossier that grows from them."""

import pandas as pd

from helpers import checks, data, record
from helpers.exercises import lesson
from helpers.words import is_number, number, plural, wrap

WORDS = ("corroborated", "qualified", "contradicted", "unverified")
_guesses = {}


def predict(key, value):
    """Commit to a guess. ... invites to guess; what cannot be a guess is answered in a sentence.

    key: such as "00-share". value: a number in the unit asked for, or (low, high) where a range
    is asked. The guess is kept in the session and in the learner's record.
    """
    asked = _prediction(key)
    if asked is None:
        return
    limits = f"between {number(asked.low)} and {number(asked.high)}"
    wanted = (f"{asked.many} numbers in brackets" if asked.many > 1 else "a number")
    if value is ...:
        print(wrap(f"… Your guess: {asked.asks} Write {wanted} ({asked.unit}) in place of the "
                   "three dots and run the cell again."))
        return
    parts = tuple(value) if isinstance(value, tuple | list) else (value,)
    if len(parts) != asked.many or not all(map(is_number, parts)):
        print(wrap(f"✘ A guess here is {wanted} ({asked.unit}), {limits}, without quotation "
                   "marks. Nothing is kept yet."))
        return
    if not all(asked.low <= part <= asked.high for part in parts):
        print(wrap(f"✘ The guess should lie {limits} ({asked.unit}). Nothing is kept yet."))
        return
    if list(parts) != sorted(parts):
        print(wrap("✘ Give the lower number of a range first. Nothing is kept yet."))
        return
    guess = parts[0] if asked.many == 1 else parts
    _guesses[key] = guess
    record.remember(key[:2], "predictions", {key: guess})
    print(wrap(f"✔ Your guess is kept: {_said(guess, asked.unit)}."))


def reveal(key):
    """Print the guess beside the outcome; return the later rows where the prediction has some.

    Without a guess in this session it says so and goes on.
    """
    asked = _prediction(key)
    if asked is None:
        return None
    outcome = f"Outcome: {_said(asked.outcome(), asked.unit)}."
    if key in _guesses:
        print(wrap(f"Your guess: {_said(_guesses[key], asked.unit)}. {outcome}"))
    else:
        print(wrap("No guess in this session: this is worth more after one line of predict. "
                   + outcome))
    return asked.rows() if asked.rows else None


def _prediction(key):
    asked = lesson(str(key)[:2])
    if asked and key in asked.predictions:
        return asked.predictions[key]
    known = ", ".join(asked.predictions) if asked else 'such as "00-share"'
    print(wrap(f"✘ There is no prediction {key!r}; the keys are {known}."))
    return None


def _said(guess, unit):
    amount = ", ".join(map(number, guess)) if isinstance(guess, tuple) else number(guess)
    return f"{amount}{'' if unit.startswith('%') else ' '}{unit}"


def verdict(number, word, *, confidence=..., because=...):
    """Put your verdict on the lesson's headline claim into your dossier; ours appears after it.

    number: "00" to "11". word: corroborated, qualified, contradicted or unverified.
    confidence: 0 to 1. because: one sentence. ... in any of them means not decided yet.
    """
    asked = lesson(str(number))
    if asked is None:
        print(wrap(f"✘ There is no lesson {number!r}; write it as in \"03\"."))
        return
    if any(given is ... for given in (word, confidence, because)):
        print(wrap(f"… Your verdict on claim {asked.headline.claim} is open. Choose a word "
                   f"({', '.join(WORDS)}), a confidence from 0 to 1 and one sentence why."))
        return
    word = word.strip().lower() if isinstance(word, str) else word
    trouble = _trouble(word, confidence, because)
    if trouble:
        print(wrap(f"✘ {trouble} Nothing is kept yet."))
        return
    before = record.recall().get(number, {}).get("verdict", {})
    first = before.get("first") or {"word": word, "confidence": confidence}
    record.remember(number, "verdict", {"claim": asked.headline.claim, "word": word,
                                        "confidence": confidence, "because": because,
                                        "first": first})
    if before:
        print(wrap(f"This replaces an earlier verdict; your first one, {first['word']} at "
                   f"{first['confidence']:g}, stays on record."))
    ours = _claims().loc[asked.headline.claim]
    agree = "We agree." if ours.verdict == word else "We differ; that is allowed."
    print(wrap(f"✔ In your dossier: {asked.headline.claim} {word}, confidence "
               f"{confidence:g}, because {because}\n"
               f"Our reading: {ours.verdict}, confidence {asked.headline.confidence:g}. {agree}\n"
               f"For the claim: {asked.headline.supports}\n"
               f"Against it: {asked.headline.against}"))


def _trouble(word, confidence, because):
    if not isinstance(word, str) or word not in WORDS:
        said = repr(word) if isinstance(word, str) else f"A {type(word).__name__}"
        return f"{said} is no verdict; choose {', '.join(WORDS)}."
    if not is_number(confidence) or not 0 <= confidence <= 1:
        said = repr(confidence) if isinstance(confidence, str | int | float) else (
            f"a {type(confidence).__name__}")
        return (f"confidence is {said}; give a number from 0 (a pure guess) to 1 "
                "(certain).")
    if not isinstance(because, str) or len(because.split()) < 3:
        return "because needs a short sentence in quotes: which number decided it for you?"
    return ""


def _claims():
    return data.load("claims").set_index("id")


def dossier():
    """The learner's verdicts so far, as a table: claim, verdict, confidence, reason, ours."""
    kept = {n: v["verdict"] for n, v in sorted(record.recall().items())
            if isinstance(v.get("verdict"), dict) and "word" in v["verdict"]}
    if not kept:
        print(wrap("Your dossier is empty so far. Each lesson ends with one verdict; this is "
                   "where they gather."))
        return None
    claims = _claims()
    return pd.DataFrame([{
        "lesson": n, "claim": claims.claim.get(v.get("claim"), v.get("claim")),
        "your verdict": v["word"], "confidence": v.get("confidence"),
        "because": v.get("because", ""),
        "ours": claims.verdict.get(v.get("claim"), "")} for n, v in kept.items()])


def progress(number=None):
    """What is done: the checks of one lesson in this session, or of the whole course on record."""
    if number is None:
        _course()
        return
    asked = lesson(str(number))
    if asked is None:
        print(wrap(f"✘ There is no lesson {number!r}; write it as in \"03\"."))
        return
    keys = list(asked.exercises)
    done = [key for key in keys if checks.passed.get(key)]
    print(wrap(f"Lesson {number}: {len(done)} of {plural(len(keys), 'check')} passed in this "
               f"session{': ' + ', '.join(done) if done else ''}."))
    if len(done) < len(keys):
        print(wrap(f"Open: {', '.join(key for key in keys if key not in done)}."))


def _course():
    kept = record.recall()
    if not kept:
        print(wrap("Nothing is on record yet. Every check you pass and every verdict you give "
                   "is counted here."))
    for n, entry in sorted(kept.items()):
        verdict_given = "verdict given" if entry.get("verdict") else "no verdict yet"
        print(wrap(f"Lesson {n}: {plural(len(entry.get('checks', {})), 'check')} passed, "
                   f"{verdict_given}."))

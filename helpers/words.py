"""Numbers, dates and paragraphs as a reader expects them."""

import math
import numbers
import textwrap

WIDTH = 72


def wrap(text):
    """Text broken into lines of at most 72 characters; line breaks in it are kept."""
    return "\n".join(textwrap.fill(line, WIDTH, break_on_hyphens=False)
                     for line in text.splitlines())


def is_number(value):
    """Whether a value is one finite number; True and False are not.

    >>> is_number(3), is_number(float("nan")), is_number(True), is_number(10**400)
    (True, False, False, False)
    """
    try:
        return (isinstance(value, numbers.Real) and not isinstance(value, bool)
                and math.isfinite(value))
    except OverflowError:
        return False


def number(value):
    """A number with three significant digits, thousands separated: 1,760 or 0.356.

    >>> number(1760), number(0.35614), number(-11.7647), number(694444)
    ('1,760', '0.356', '-11.8', '694,444')
    """
    value = float(value)
    if value == int(value) or abs(value) >= 1000:
        return f"{value:,.0f}"
    return f"{value:.3g}"


def listed(items):
    """Words in a row: 'a', 'a and b', 'a, b and c'.

    >>> listed(["visits", "visitors", "users"])
    'visits, visitors and users'
    """
    items = [str(item) for item in items]
    return " and ".join([", ".join(items[:-1]), items[-1]] if items[1:] else items)


def plural(count, word):
    """A count with its noun: '1 row', '3 rows'.

    >>> plural(1, "row"), plural(3, "row")
    ('1 row', '3 rows')
    """
    return f"{count:,} {word}{'' if count == 1 else 's'}"

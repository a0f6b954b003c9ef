"""From drawn artists to words: what a figure says to somebody who cannot see it."""

import numpy as np
from matplotlib import collections, container, contour, dates, image, patches

from helpers.words import listed, number

FEW = 4
LABEL = "direct label"
POINTS = "points of a table"


def describe(axes, title):
    """Say in words what the axes show: title, axes with range and scale, one clause a series.

    axes: list of matplotlib Axes, already drawn. Returns one line of text. Artists whose label
    starts with an underscore and guide lines without a label are left out, and so is an
    unlabelled line that only joins the points of a table.
    """
    sentences = [_sentence(title.replace("\n", " "))]
    for panel, ax in enumerate(axes, 1):
        if len(axes) > 1:
            sentences.append(f"Panel {panel}.")
        sentences += [_sentence(text) for text in _axes_in_words(ax) if text]
    return " ".join(sentences)


def _sentence(text):
    text = text.strip()
    return text if text.endswith((".", "!", "?")) else text + "."


def _axes_in_words(ax):
    yield _axis("Across", ax.xaxis)
    yield _axis("Up", ax.yaxis)
    yield from _bars(ax)
    yield from _errorbars(ax)
    yield from _lines(ax)
    yield from _collections(ax)
    yield from _patches(ax)
    yield from _images(ax)
    words = [t.get_text() for t in ax.texts if t.get_gid() != LABEL and t.get_text().strip()]
    if words:
        yield "Written on it: " + "; ".join(word.replace("\n", " ") for word in words)


def _axis(direction, axis):
    categories = _categories(axis)
    label = axis.get_label_text().replace("\n", " ")
    if categories:
        span = listed(categories.values())
    else:
        low, high = sorted(axis.get_view_interval())
        say = _teller(axis)
        scale = " on a log scale" if axis.get_scale() == "log" else ""
        span = f"{say(low)} to {say(high)}{scale}"
    return f"{direction}: {label + ', ' if label else ''}{span}"


def _categories(axis):
    units = getattr(axis.get_converter(), "convert", None) and getattr(axis, "units", None)
    mapping = getattr(units, "_mapping", None)
    if mapping:
        return {position: " ".join(text.split()) for text, position in mapping.items()}
    formatter = axis.get_major_formatter()
    names = getattr(formatter, "seq", None)
    if names is None:
        return {}
    return dict(zip(axis.get_majorticklocs(), (" ".join(str(name).split()) for name in names),
                    strict=False))


def is_time(axis):
    """Whether an axis shows dates."""
    return isinstance(axis.get_converter(), dates.DateConverter | dates._SwitchableDateConverter)


def _teller(axis, values=()):
    categories = _categories(axis)
    if categories:
        return lambda value: categories.get(round(float(value), 6), number(value))
    if not is_time(axis):
        return number
    days = np.ravel(values)
    monthly = len(days) > 1 and all(dates.num2date(day + 1).day == 1 for day in days)
    hours = len(days) > 1 and np.ptp(days) < 14

    def tell(value):
        day = dates.num2date(value)
        if hours:
            return f"{day.day} {day:%b %Y %H:%M}"
        return f"{day:%B %Y}" if monthly else f"{day.day} {day:%b %Y}"

    return tell


def _name(artist):
    label = str(artist.get_label())
    return "" if label.startswith("_") else label.replace("\n", " ")


def _clause(name, text):
    return f"{name}: {text}" if name else text[0].upper() + text[1:]


def _in_data(artist, ax):
    return ax.transData in (artist.get_transform(), getattr(artist, "get_offset_transform",
                                                            artist.get_transform)())


def _curve(x, y, ax):
    say_x, say_y = _teller(ax.xaxis, x), _teller(ax.yaxis, y)
    move = "rises" if y[-1] > y[0] else "falls" if y[-1] < y[0] else "stays level"
    low, high = int(np.argmin(y)), int(np.argmax(y))
    turns = [f"{word} {say_y(y[i])} at {say_x(x[i])}" for word, i in (("lowest", low),
             ("highest", high)) if i not in (0, len(y) - 1)]
    text = f"{move} from {say_y(y[0])} at {say_x(x[0])} to {say_y(y[-1])} at {say_x(x[-1])}"
    return text + (", " + ", ".join(turns) if turns else "")


def _dots(x, y, ax):
    say_x, say_y = _teller(ax.xaxis, x), _teller(ax.yaxis, y)
    at = [f"{say_y(b)} at {say_x(a)}" for a, b in zip(x, y, strict=True)]
    if len(at) <= FEW:
        return listed(at)
    low, high = int(np.argmin(y)), int(np.argmax(y))
    return (f"{len(at)} points, first {at[0]}, last {at[-1]}, "
            f"lowest {at[low]}, highest {at[high]}")


def _numbers(axis, values):
    return np.asarray(axis.convert_units(values), dtype=float)


def _xy(line, ax):
    x, y = _numbers(ax.xaxis, line.get_xdata()), _numbers(ax.yaxis, line.get_ydata())
    seen = np.isfinite(x) & np.isfinite(y)
    return x[seen], y[seen], int((~seen).sum())


def _lines(ax):
    of_errorbars = {id(line) for bars in ax.containers
                    if isinstance(bars, container.ErrorbarContainer) for line in bars.lines[:1]}
    of_errorbars |= {id(cap) for bars in ax.containers
                     if isinstance(bars, container.ErrorbarContainer) for cap in bars.lines[1]}
    joins_points = any(line.get_gid() == POINTS for line in ax.lines)
    for line in ax.lines:
        name = _name(line)
        if id(line) in of_errorbars or (joins_points and not name):
            continue
        if line.get_transform() is not ax.transData:
            if name:
                yield f"Line at {_where(line, ax)}: {name}"
            continue
        x, y, missing = _xy(line, ax)
        if not len(x):
            continue
        smooth = line.get_marker() in (None, "None", "", " ") and len(x) > FEW
        text = (_curve if smooth else _dots)(x, y, ax)
        gap = f", with {missing} missing" if missing and not smooth else ""
        yield _clause(name, text + gap)


def _where(line, ax):
    x, y = line.get_xdata(), line.get_ydata()
    if x[0] == x[-1]:
        return _teller(ax.xaxis)(ax.xaxis.convert_units(x[0]))
    return _teller(ax.yaxis)(ax.yaxis.convert_units(y[0]))


def _bars(ax):
    for bars in ax.containers:
        if not isinstance(bars, container.BarContainer) or not len(bars):
            continue
        upright = bars.orientation == "vertical"
        axis, other = (ax.xaxis, ax.yaxis) if upright else (ax.yaxis, ax.xaxis)
        centres = [p.get_x() + p.get_width() / 2 if upright else p.get_y() + p.get_height() / 2
                   for p in bars]
        starts = [p.get_y() if upright else p.get_x() for p in bars]
        where, how_much = _teller(axis, centres), _teller(other)
        floating = not upright and any(starts)
        items = [f"{where(c)} {how_much(s)} to {how_much(s + v)}" if floating
                 else f"{where(c)} {how_much(v)}"
                 for c, s, v in zip(centres, starts, bars.datavalues, strict=True)]
        yield _clause(_name(bars), ", ".join(items))


def _errorbars(ax):
    for bars in ax.containers:
        if not isinstance(bars, container.ErrorbarContainer):
            continue
        along = ax.xaxis if bars.has_xerr else ax.yaxis
        other = ax.yaxis if bars.has_xerr else ax.xaxis
        pick = 0 if bars.has_xerr else 1
        segments = [np.asarray(s) for s in bars.lines[2][0].get_segments()]
        say, where = _teller(along), _teller(other)
        items = [f"{where(s[0][1 - pick])} from {say(s[:, pick].min())} "
                 f"to {say(s[:, pick].max())}" for s in segments]
        yield _clause(_name(bars), "; ".join(items))


def _collections(ax):
    ranges = {id(c) for bars in ax.containers
              if isinstance(bars, container.ErrorbarContainer) for c in bars.lines[2]}
    for group in ax.collections:
        name = _name(group)
        if id(group) in ranges or not _in_data(group, ax):
            continue
        if isinstance(group, collections.PathCollection):
            spots = np.ma.getdata(group.get_offsets())
            spots = spots[np.isfinite(spots).all(axis=1)]
            if len(spots):
                yield _clause(name, _dots(spots[:, 0], spots[:, 1], ax))
        elif isinstance(group, collections.LineCollection) and name:
            yield _clause(name, _segments(group, ax))
        elif isinstance(group, collections.PolyCollection) and name:
            yield _clause(name, _band(group, ax))
        elif isinstance(group, contour.ContourSet) and name:
            yield _clause(name, _level_line(group, ax))
        elif isinstance(group, collections.QuadMesh):
            yield _clause(name, _grid_values(group.get_array()))


def _segments(group, ax):
    say_x, say_y = _teller(ax.xaxis), _teller(ax.yaxis)
    pieces = []
    for (x0, y0), (x1, y1) in (np.asarray(s)[[0, -1]] for s in group.get_segments()):
        pieces.append(f"{say_y(y0)} from {say_x(x0)} to {say_x(x1)}" if y0 == y1
                      else f"{say_y(y0)} to {say_y(y1)} at {say_x(x0)}")
    return listed(pieces)


def _level_line(group, ax):
    corners = np.concatenate([path.vertices for path in group.get_paths()])
    x, y = corners[np.argsort(corners[:, 0], kind="stable")].T
    return "line of equal value, " + _curve(x, y, ax)


def _band(group, ax):
    corners = np.concatenate([path.vertices for path in group.get_paths()])
    say_x, say_y = _teller(ax.xaxis), _teller(ax.yaxis)
    at, where = np.unique(corners[:, 0], return_inverse=True)
    low, high = np.full(at.size, np.inf), np.full(at.size, -np.inf)
    np.minimum.at(low, where, corners[:, 1])
    np.maximum.at(high, where, corners[:, 1])
    height = np.round(high - low, 6)
    steps = np.flatnonzero(np.diff(height, prepend=np.nan) != 0)
    if at.size > 4 * FEW and steps.size <= FEW + 1:
        return "height " + listed([f"{say_y(height[i])} from {say_x(at[i])}" for i in steps])
    ends = [f"{say_y(low[i])} to {say_y(high[i])} at {say_x(at[i])}" for i in (0, -1)]
    return "band from " + ", and from ".join(ends)


def _patches(ax):
    bars = {id(p) for group in ax.containers for p in group if isinstance(p, patches.Patch)}
    for patch in ax.patches:
        name = _name(patch)
        if not name or id(patch) in bars:
            continue
        if isinstance(patch, patches.Rectangle):
            x0, x1 = patch.get_x(), patch.get_x() + patch.get_width()
            y0, y1 = patch.get_y(), patch.get_y() + patch.get_height()
            full_height = patch.get_transform() != ax.transData and (y0, y1) == (0, 1)
            say = _teller(ax.xaxis) if full_height else _teller(ax.yaxis)
            low, high = (x0, x1) if full_height else (y0, y1)
            yield f"Shaded: {name}, {say(low)} to {say(high)}"
        else:
            yield f"Drawn: {name}"


def _images(ax):
    for picture in ax.images:
        if isinstance(picture, image.AxesImage):
            yield _clause(_name(picture), _grid_values(picture.get_array()))


def _grid_values(values):
    values = np.ma.masked_invalid(np.ma.asarray(values, dtype=float))
    return (f"a grid of {' × '.join(str(n) for n in values.shape[:2])} values, "
            f"from {number(values.min())} to {number(values.max())}")

"""House style: the finding as title, its unit below it, the source at the foot, all in words."""

import html
import io
import textwrap

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from cycler import cycler
from matplotlib import dates, patheffects
from matplotlib.ticker import FuncFormatter, NullLocator

from helpers import data
from helpers.describe import LABEL, POINTS, describe, is_time
from helpers.words import listed

INK, GREY, GRID = "#222222", "#5F6368", "#D9DCE0"
BLUE, ORANGE, GREEN, RED, SKY, PINK = (
    "#0072B2", "#E69F00", "#009E73", "#D55E00", "#56B4E9", "#CC79A7")
HALO = [patheffects.withStroke(linewidth=3.5, foreground="white")]
MARKERS = {"actual": "o", "reported": "s", "estimate": "D", "forecast": "^", "target": "v",
           "statement": "p", "opinion": "X"}
SHAPES = {"actual": "circle", "reported": "square", "estimate": "diamond",
          "forecast": "triangle up", "target": "triangle down", "statement": "pentagon",
          "opinion": "cross"}
MOST_NAMES = 3

plt.rcParams.update({
    "figure.constrained_layout.use": True, "figure.figsize": (8, 4.5), "figure.dpi": 140,
    "savefig.dpi": 140, "figure.facecolor": "white",
    "savefig.facecolor": "white", "axes.facecolor": "white", "font.family": "DejaVu Sans",
    "font.size": 12, "text.color": INK, "axes.labelcolor": GREY, "axes.labelsize": 12,
    "axes.edgecolor": GREY, "xtick.color": GREY, "ytick.color": GREY, "xtick.labelsize": 11,
    "ytick.labelsize": 11, "axes.spines.top": False, "axes.spines.right": False,
    "axes.axisbelow": True, "grid.color": GRID, "grid.linewidth": 0.8, "lines.linewidth": 2.4,
    "lines.markersize": 8, "legend.frameon": False, "date.autoformatter.month": "%b %Y",
    "axes.prop_cycle": cycler(color=[BLUE, RED, GREEN, ORANGE, PINK, SKY])
    + cycler(linestyle=["-", "--", "-.", ":", (0, (6, 1, 1, 1, 1, 1)), (0, (1, 3))]),
})


def finish(ax, *, title, y, x="", source, note=None, clash=False):
    """Dress the axes, show the figure once as a picture, and fold its description under it.

    ax: the axes, or a list of them for several panels (then y and x may be lists too).
    title: the finding, in words. y, x: what the axes measure, with unit. source: the frame that
    was drawn, or a list of source ids; an empty list needs a note that says where numbers come
    from. note: one more sentence under the axes. clash: True when two definitions on one axis
    are the point; the figure then says so. Raises ValueError for a missing title or unit and for
    two definitions without clash.
    """
    axes = list(np.ravel(ax))
    units = _one_each(y, axes)
    if not title or not all(units):
        raise ValueError("finish: give a title (the finding) and y (what is measured, with unit)")
    small_print = _source_line(source, note, clash)
    for panel, unit, below in zip(axes, units, _one_each(x, axes), strict=True):
        dress(panel, unit, below)
    png = picture(axes[0].figure, title, small_print)
    show(png, f"{describe(axes, title)} {small_print}")


def picture(fig, title, small_print=""):
    """Lay out the figure under its title and return it as PNG bytes; the figure is then closed."""
    fig.set_layout_engine("constrained", w_pad=0.12, h_pad=0.1)
    fig.suptitle(textwrap.fill(title, 58), x=0.015, ha="left", fontsize=15, fontweight="bold")
    fig.supxlabel(textwrap.fill(small_print, 108), x=0.015, ha="left", fontsize=10, color=GREY)
    png = io.BytesIO()
    fig.savefig(png, format="png", metadata={"Software": None})
    plt.close(fig)
    return png.getvalue()


def show(png, words):
    """Display a picture and, folded under it, its words; both carry the words as plain text."""
    from IPython.display import display

    display({"image/png": png, "text/plain": words}, raw=True,
            metadata={"image/png": {"alt": words, "width": 760}})
    display({"text/html": folded(words), "text/plain": words}, raw=True)


def folded(words):
    """The description as HTML, closed until somebody opens it."""
    return f"<details><summary>Figure in words</summary>{html.escape(words)}</details>"


def points(ax, frame, x, y, *, label=None, color=BLUE):
    """Draw the rows of a table as markers: the shape says the nature, hollow says weak source.

    ax: matplotlib Axes. frame: rows with the columns x, y, nature and source_id. label: name of
    the series in the description, else the nature stands for it.
    """
    if frame.empty:
        raise ValueError("points: the frame has no rows to draw; check the query before it")
    weak = frame.source_id.map(data.sources(frame).quality).eq("weak")
    for (nature, is_weak), rows in frame.groupby([frame.nature, weak]):
        said = " ".join(filter(None, [label, f"({nature}{', weak source' if is_weak else ''})"]))
        ax.plot(rows[x], rows[y], MARKERS[nature], color=color, label=said.strip("()")
                if label is None else said, gid=POINTS, zorder=3,
                markerfacecolor="white" if is_weak else color, markeredgewidth=2)


def label_point(ax, x, y, text, *, color=BLUE, marker="o", side="right", hollow=False):
    """Draw one labelled point; side is where its label stands: right, left, above, below,
    upper right or lower left.

    hollow: True for a value that rests on a weak source.
    """
    ax.plot([x], [y], marker=marker, color=color, label=text, zorder=4, linestyle="none",
            markerfacecolor="white" if hollow else color, markeredgewidth=2)
    _write(ax, (x, y), text, side)


def mark(ax, at, text, *, until=None, height=0.98):
    """Mark a moment, or a span up to until, with a thin line or a shade and its name.

    at, until: positions on the horizontal axis. height: where the name stands, from 0 (foot) to
    1 (top of the axes).
    """
    if until is None:
        ax.axvline(at, color=GREY, linewidth=1.4, linestyle=(0, (2, 2)), label=text)
    else:
        ax.axvspan(at, until, color=ORANGE, alpha=0.22, linewidth=0, label=text)
    ax.annotate(text, (at, height), xycoords=("data", "axes fraction"), xytext=(5, 0),
                textcoords="offset points", va="top", color=INK, path_effects=HALO, gid=LABEL)


def label_line(line, text, *, side="right"):
    """Name a line at its last point; side is where the name stands: right, left, above, below,
    upper right or lower left."""
    line.set_label(text)
    end = np.asarray(line.get_xdata())[-1], np.asarray(line.get_ydata())[-1]
    _write(line.axes, end, text, side)


_SIDES = {"right": ((9, 0), "left", "center"), "left": ((-9, 0), "right", "center"),
          "above": ((0, 9), "center", "bottom"), "below": ((0, -9), "center", "top"),
          "upper right": ((8, 6), "left", "bottom"), "lower left": ((-8, -6), "right", "top")}


def _write(ax, at, text, side):
    if side not in _SIDES:
        raise ValueError(f"side is {side!r}; choose one of {', '.join(_SIDES)}")
    offset, across, up = _SIDES[side]
    ax.annotate(text, at, xytext=offset, textcoords="offset points", ha=across, va=up,
                fontsize=12, color=INK, path_effects=HALO, gid=LABEL, zorder=5,
                annotation_clip=False)


def _one_each(value, axes):
    values = [value] * len(axes) if isinstance(value, str) else list(value)
    if len(values) != len(axes):
        raise ValueError(f"finish: {len(axes)} panels need {len(axes)} labels, not {len(values)}")
    return values


def dress(ax, unit, below):
    """Plain log labels, the unit as a grey line above the axes, light grid lines."""
    for axis in (ax.xaxis, ax.yaxis):
        if axis.get_scale() == "log":
            axis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:,.6g}"))
            axis.set_minor_locator(NullLocator())
    _dress_months(ax)
    ax.set_xlabel(below)
    ax.set_ylabel(unit)
    ax.yaxis.label.set_visible(False)
    ax.set_title(unit, loc="left", fontsize=12, color=GREY, pad=9)
    sideways = bool(ax.containers) and getattr(ax.containers[0], "orientation", "") == "horizontal"
    both = ax.get_xscale() == "log" and ax.get_yscale() == "log"
    ax.grid(sideways or both, axis="x")
    ax.grid(not sideways, axis="y")
    ax.spines["left"].set_visible(False)
    ax.tick_params(axis="y", length=0)


def _dress_months(ax):
    """Points of months stand at the last day: put each name of a month under its own point."""
    if not is_time(ax.xaxis):
        return
    drawn = [line for line in ax.lines if line.get_transform() is ax.transData]
    days = pd.DatetimeIndex(np.concatenate([line.get_xdata() for line in drawn
                                            if len(line.get_xdata()) > 1] or [[]]))
    if len(days) < 2 or not days.is_month_end.all():
        ax.xaxis.set_major_locator(dates.AutoDateLocator(maxticks=7))
        ax.xaxis.set_major_formatter(dates.ConciseDateFormatter(ax.xaxis.get_major_locator()))
        return
    months = pd.date_range(days.min(), days.max(), freq="ME")
    shown = months[::-1][::max(1, len(months) // 7)][::-1]
    ax.set_xticks(shown, [f"{day:%b}\n{day:%Y}" if day.month == 1 or day == shown[0]
                          else f"{day:%b}" for day in shown])


def _source_line(source, note, clash):
    parts = []
    if isinstance(source, pd.DataFrame):
        parts += _definitions(source, clash) + _marks(source)
    rows = data.sources(source)
    if rows.empty and not note:
        raise ValueError("finish: name a source, or give a note that says where numbers come from")
    names = list(dict.fromkeys(rows.origin.where(rows.origin != "not stated", rows.publisher)))
    if names:
        rest = [f"{len(names) - MOST_NAMES} more"] if len(names) > MOST_NAMES else []
        parts.append(f"Source{'s' if names[1:] else ''}: {listed(names[:MOST_NAMES] + rest)}.")
    return " ".join(parts + ([note.rstrip(".") + "."] if note else []))


def _definitions(frame, clash):
    if "definition" not in frame or frame.definition.nunique() < 2:
        return []
    names = listed(frame.definition.drop_duplicates().str.replace("_", " "))
    if not clash:
        raise ValueError(f"finish: {names} are different things on one axis; draw one definition, "
                         "or say clash=True if the difference is the point")
    return [f"Different definitions on one axis: {names}."]


def _marks(frame):
    if "nature" not in frame:
        return []
    marks = [f"{SHAPES[n]} = {n}" for n in MARKERS if n != "actual" and (frame.nature == n).any()]
    if data.sources(frame.source_id).quality.eq("weak").any():
        marks.append("hollow = weak source")
    return [f"Marks: {', '.join(marks)}."] if marks else []

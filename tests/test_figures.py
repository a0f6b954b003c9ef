"""Figures as pictures: no overlapping or cut labels, apart in grey, the words fit the picture."""

import itertools

import matplotlib.colors as colors
import numpy as np
import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text

from tests.lessons import LESSONS, NAMES

every_lesson = pytest.mark.parametrize("path", LESSONS, ids=NAMES)


def figures(ran):
    return [(cell.source.splitlines()[0], fig) for cell in ran for fig in cell.figures]


@pytest.fixture(scope="session")
def drawn(as_stored):
    """Draw a lesson's figures once a session: a list of (name, figure, texts with their boxes)."""
    pages = {}

    def draw(path):
        if path not in pages:
            pages[path] = [(name, fig, boxes(fig)) for name, fig in figures(as_stored(path))]
        return pages[path]

    return draw


def boxes(fig):
    canvas = FigureCanvasAgg(fig)
    canvas.draw()
    renderer = canvas.get_renderer()
    off_screen = {label for axes in fig.axes for label in ticks_off_screen(axes)}
    seen = [text for text in fig.findobj(Text)
            if text not in off_screen and text.get_visible() and text.get_text().strip()
            and (getattr(text, "axes", None) is None or text.axes.get_visible())]
    placed = [(text, text.get_window_extent(renderer)) for text in seen]
    return [(text, box) for text, box in placed if box.width]


def ticks_off_screen(axes):
    shown = {*axes.get_xticklabels(), *axes.get_yticklabels()}
    for side, axis in enumerate((axes.xaxis, axes.yaxis)):
        low, high = sorted(axis.get_view_interval())
        for tick in [*axis.get_major_ticks(), *axis.get_minor_ticks()]:
            for label in (tick.label1, tick.label2):
                if label not in shown or not low <= label.get_position()[side] <= high:
                    yield label


@every_lesson
def test_no_text_overlaps_another(path, drawn):
    for name, _, texts in drawn(path):
        for (a, box_a), (b, box_b) in itertools.combinations(texts, 2):
            wide = min(box_a.x1, box_b.x1) - max(box_a.x0, box_b.x0)
            high = min(box_a.y1, box_b.y1) - max(box_a.y0, box_b.y0)
            assert wide < 2 or high < 2, f"{name}: {a.get_text()!r} over {b.get_text()!r}"


@every_lesson
def test_no_text_is_cut_off(path, drawn):
    for name, fig, texts in drawn(path):
        page = fig.bbox
        for text, box in texts:
            inside = (box.x0 >= page.x0 - 1 and box.x1 <= page.x1 + 1
                      and box.y0 >= page.y0 - 1 and box.y1 <= page.y1 + 1)
            assert inside, f"{name}: {text.get_text()!r} leaves the picture"


@every_lesson
def test_every_figure_has_title_unit_and_source(path, as_stored):
    for cell in as_stored(path):
        for fig in cell.figures:
            assert fig._suptitle.get_text()
            assert all(ax.get_ylabel() for ax in fig.axes)
            if "whatif(" not in cell.source:
                assert "Source" in fig._supxlabel.get_text() or "ssumption" in (
                    fig._supxlabel.get_text()) or "llustrative" in fig._supxlabel.get_text()


def grey(colour):
    red, green, blue = colors.to_rgb(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@every_lesson
def test_lines_stay_apart_in_greyscale(path, as_stored):
    for name, fig in figures(as_stored(path)):
        for ax in fig.axes:
            lines = [line for line in ax.lines if line.get_transform() == ax.transData
                     and not line.get_label().startswith("_") and len(line.get_xdata()) > 1]
            for a, b in itertools.combinations(lines, 2):
                if a.get_label() == b.get_label():
                    continue
                same = (a.get_linestyle() == b.get_linestyle()
                        and a.get_marker() == b.get_marker()
                        and a.get_markerfacecolor() == b.get_markerfacecolor()
                        and np.isclose(a.get_linewidth(), b.get_linewidth()))
                assert not same or abs(grey(a.get_color()) - grey(b.get_color())) > 0.12, (
                    f"{name}: {a.get_label()!r} and {b.get_label()!r} look alike")


@every_lesson
def test_bars_stay_apart_in_greyscale(path, as_stored):
    for name, fig in figures(as_stored(path)):
        for ax in fig.axes:
            bars = [(bars.get_label(), bar) for bars in ax.containers
                    for bar in getattr(bars, "patches", [])]
            for (one, a), (other, b) in itertools.combinations(bars, 2):
                edged = all(bar.get_edgecolor()[3] and bar.get_linewidth() for bar in (a, b))
                hatched = a.get_hatch() != b.get_hatch()
                shades = abs(grey(a.get_facecolor()) - grey(b.get_facecolor()))
                assert one == other or edged or hatched or shades > 0.12 or not touching(a, b), (
                    f"{name}: {one!r} and {other!r} look alike")


def touching(a, b):
    (left, low), (right, high) = a.get_bbox().get_points()
    (other_left, other_low), (other_right, other_high) = b.get_bbox().get_points()
    return (min(right, other_right) - max(left, other_left) > -1e-9
            and min(high, other_high) - max(low, other_low) > -1e-9)

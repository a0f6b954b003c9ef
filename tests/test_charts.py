"""House style and the words of figures: what is refused, what is drawn, what is said."""

import datetime
import html

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from IPython.utils.capture import capture_output

from helpers import charts
from helpers.charts import finish, label_line, label_point, points
from helpers.data import load
from helpers.describe import describe

pytestmark = pytest.mark.usefixtures("shell")


@pytest.fixture
def visits():
    return load("users").query("entity == 'chat.openai.com' and definition == 'site_visits' "
                               "and date < '2024'")


def words(draw, title="A title"):
    fig, ax = plt.subplots()
    draw(ax)
    fig.canvas.draw()
    said = describe(np.ravel(fig.axes).tolist(), title)
    plt.close(fig)
    return said


def shown(ax, **options):
    with capture_output() as seen:
        finish(ax, **{"title": "A finding", "y": "millions", "source": ["similarweb"], **options})
    return seen.outputs


# ------------------------------------------------------------------ finish

@pytest.mark.parametrize("options, sentence", [
    ({"title": ""}, "give a title"),
    ({"y": ""}, "and y"),
    ({"source": []}, "name a source, or give a note"),
    ({"y": ["a", "b"]}, "1 panels need 1 labels, not 2"),
])
def test_finish_refuses_what_a_reader_would_miss(options, sentence):
    _, ax = plt.subplots()
    with pytest.raises(ValueError, match=sentence):
        shown(ax, **options)
    plt.close("all")


def test_two_definitions_on_one_axis_are_refused_unless_they_are_the_point():
    frame = load("users").query("definition in ['site_visits', 'unique_visitors']")
    _, ax = plt.subplots()
    with pytest.raises(ValueError, match="site visits and unique visitors are different things"):
        shown(ax, source=frame)
    said = shown(ax, source=frame, clash=True)[0].data["text/plain"]
    assert "Different definitions on one axis: site visits and unique visitors." in said


def test_a_figure_is_a_picture_with_words_and_the_words_again_folded():
    _, ax = plt.subplots()
    ax.plot([1, 2], [3, 4])
    picture, fold = shown(ax)
    assert picture.data["image/png"][:4] in (b"\x89PNG", "iVBO")
    assert picture.metadata["image/png"] == {"alt": picture.data["text/plain"], "width": 760}
    assert fold.data["text/plain"] == picture.data["text/plain"]
    assert html.escape(fold.data["text/plain"]) in fold.data["text/html"]
    assert plt.get_fignums() == []


def test_the_same_figure_is_the_same_picture():
    def once():
        _, ax = plt.subplots()
        ax.plot([1, 2], [3, 4])
        return shown(ax)[0].data["image/png"]
    assert once() == once()


def test_source_line_names_three_and_counts_the_rest():
    frame = load("users").drop_duplicates("source_id").query("definition == 'weekly_active'")
    ids = load("sources").drop_duplicates("origin").id.head(5)
    _, ax = plt.subplots()
    assert "and 2 more." in shown(ax, source=ids)[0].data["text/plain"]
    _, ax = plt.subplots()
    assert "Source" in shown(ax, source=frame)[0].data["text/plain"]


def test_html_in_a_title_is_escaped():
    _, ax = plt.subplots()
    assert "<b>" not in shown(ax, title="<b>x</b>")[1].data["text/html"].replace("<details>", "")


def test_log_axes_have_plain_numbers():
    _, ax = plt.subplots()
    ax.loglog([1, 10_000], [0.01, 100])
    shown(ax)
    assert [ax.xaxis.get_major_formatter()(v, 0) for v in (0.01, 1, 10_000)] == [
        "0.01", "1", "10,000"]


def test_months_stand_under_their_points(visits):
    _, ax = plt.subplots()
    points(ax, visits, "date", "count_m")
    shown(ax)
    named = dict(zip(ax.get_xticks(), [t.get_text() for t in ax.get_xticklabels()], strict=True))
    may = plt.matplotlib.dates.date2num(pd.Timestamp("2023-05-31"))
    assert named[may] == "May"


# ------------------------------------------------------------------ points

def test_marks_say_nature_and_weak_sources_are_hollow(visits):
    _, ax = plt.subplots()
    points(ax, visits, "date", "count_m")
    marks = {line.get_label(): (line.get_marker(), line.get_markerfacecolor())
             for line in ax.lines}
    assert marks == {"estimate": ("D", charts.BLUE),
                     "estimate, weak source": ("D", "white")}
    said = shown(ax, source=visits)[0].data["text/plain"]
    assert "Marks: diamond = estimate, hollow = weak source." in said
    assert said.count("weak source:") == 1


def test_points_of_an_empty_frame_are_refused(visits):
    _, ax = plt.subplots()
    with pytest.raises(ValueError, match="no rows to draw"):
        points(ax, visits.head(0), "date", "count_m")
    plt.close("all")


def test_labels_stand_where_asked_and_a_wrong_side_is_named():
    _, ax = plt.subplots()
    label_point(ax, 1, 2, "here", side="above")
    (line,) = ax.plot([1, 2], [1, 2])
    label_line(line, "a line")
    assert {t.get_text() for t in ax.texts} == {"here", "a line"}
    with pytest.raises(ValueError, match="side is 'top'; choose one of right, left"):
        label_point(ax, 1, 2, "here", side="top")
    plt.close("all")


# ------------------------------------------------------------------- words

def test_four_points_are_all_said_and_more_are_summed_up():
    assert "2 at 1, 4 at 2 and 3 at 3" in words(lambda ax: ax.plot([1, 2, 3], [2, 4, 3], "o"))
    said = words(lambda ax: ax.plot(range(6), [5, 1, 2, 9, 3, 4], "o", label="series"))
    assert "series: 6 points, first 5 at 0, last 4 at 5, lowest 1 at 1, highest 9 at 3" in said


def test_a_curve_says_from_where_to_where_and_its_turns():
    x = np.linspace(0, 10, 50)
    assert "wave: falls from 0 at 0 to -25 at 10" in words(
        lambda ax: ax.plot(x, -(x - 5) ** 2 + 25 - 2.5 * x, label="wave")).replace("−", "-")
    assert "Rises from 0 at 0 to 100 at 10" in words(lambda ax: ax.plot(x, x ** 2))
    assert "highest 25 at 5.1" in words(lambda ax: ax.plot(x, 25 - (x - 5.1) ** 2)).replace(
        "5.10", "5.1")


def test_missing_points_are_said():
    assert "with 1 missing" in words(lambda ax: ax.plot([1, 2, 3], [1, np.nan, 3], "o"))


def test_bars_are_said_with_their_names():
    assert "A 3, B 5" in words(lambda ax: ax.bar(["A", "B"], [3, 5]))
    assert "income: A 3, B 5" in words(lambda ax: ax.barh(["A", "B"], [3, 5], label="income"))
    assert "A 1 to 4" in words(lambda ax: ax.barh(["A"], [3], left=[1]))


def test_ranges_bands_lines_and_shades_are_said():
    assert "Row from -2 to 4" in words(
        lambda ax: ax.errorbar([1], ["row"], xerr=[3], fmt="none"))
    assert "band: band from 0 to 1 at 0, and from 2 to 5 at 1" in words(
        lambda ax: ax.fill_between([0, 1], [0, 2], [1, 5], label="band"))
    assert "steps: 7 from 1 to 2" in words(lambda ax: ax.hlines([7], [1], [2], label="steps"))
    assert "Shaded: summer, 3 to 4" in words(lambda ax: ax.axvspan(3, 4, label="summer"))
    assert "Line at 0: zero" in words(lambda ax: ax.axhline(0, label="zero"))
    assert "Line at" not in words(lambda ax: ax.axhline(0))
    assert "grid of 2 × 3 values, from 0 to 5" in words(
        lambda ax: ax.pcolormesh(np.arange(6).reshape(2, 3)))
    assert "2 at 1 and 4 at 3" in words(lambda ax: ax.scatter([1, 3], [2, 4]))

    def level(ax):
        x, y = np.meshgrid(np.linspace(1, 4, 30), np.linspace(1, 4, 30))
        ax.contour(x, y, x * y, levels=[4]).set_label("product of four")
    assert "product of four: line of equal value, falls from 4 at 1 to 1 at 4" in words(level)
    assert "Written on it: a note" in words(lambda ax: ax.text(0, 0, "a note"))


def test_dates_are_said_as_days_or_months():
    def days(ax):
        ax.plot([datetime.date(2023, 11, 6), datetime.date(2024, 8, 29)], [100, 200], "o")

    def months(ax):
        ax.plot(pd.to_datetime(["2023-05-31", "2023-06-30"]), [1800, 1600], "o")
    assert "100 at 6 Nov 2023 and 200 at 29 Aug 2024" in words(days)
    assert "1,800 at May 2023 and 1,600 at June 2023" in words(months)


def test_log_scale_and_labels_are_said():
    def draw(ax):
        ax.semilogy([1, 2], [1, 100])
        ax.set(xlabel="days", ylabel="users")
    said = words(draw)
    assert "Across: days, " in said and "Up: users, " in said and "on a log scale" in said


def test_panels_are_numbered():
    fig, axes = plt.subplots(1, 2)
    fig.canvas.draw()
    said = describe(list(axes), "Two")
    assert "Panel 1." in said and "Panel 2." in said
    plt.close(fig)


def test_changed_data_change_the_words():
    before = words(lambda ax: ax.plot([1, 2, 3], [2, 4, 3], "o"))
    assert before != words(lambda ax: ax.plot([1, 2, 3], [2, 4.5, 3], "o"))

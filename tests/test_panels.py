"""What if: one picture, sliders that follow, scenarios in print."""

import pytest
from IPython.utils.capture import capture_output

from helpers import panels
from helpers.panels import WIDGET, whatif

pytestmark = pytest.mark.usefixtures("shell")


def draw(ax, price, share):
    ax.plot([0, price], [0, share * price])
    ax.set(title="What is paid", xlabel="price", ylabel="US dollars")
    return {"paid": price * share, "in words": "some"}


KNOBS = {"price": (0, 60, 20, "price, US dollars"), "share": (0, 1, 0.05, "share paying")}


def panel(**changes):
    with capture_output() as seen:
        whatif(draw, **{"scenarios": {"as now": {}, "dearer": {"price": 40}}, **KNOBS, **changes})
    return seen.outputs


def test_one_bundle_with_widget_picture_and_words():
    bundle, folded, _ = panel()
    assert {WIDGET, "image/png", "text/plain"} == set(bundle.data)
    assert "What is paid. Across: price" in bundle.data["text/plain"]
    assert "paid: 1 · in words: some." in bundle.data["text/plain"]
    assert folded.data["text/plain"] == bundle.data["text/plain"]


def test_scenarios_are_a_table_with_every_setting_and_result():
    table = panel()[2].data["text/html"]
    for text in ("as now", "dearer", "price, US dollars", "share paying", "paid", "some"):
        assert text in table
    assert "<td>40</td>" in table and "<td>2</td>" in table


def test_a_slider_redraws_picture_alt_and_result():
    box = panels._box(draw, KNOBS, "first")
    price, live = box.children[0], box.children[2]
    assert live.value == "first"
    price.value = 30
    assert 'aria-live="polite"><b>paid: 1.5' in live.value and 'alt="What is paid' in live.value


def test_no_slider_position_raises():
    def touchy(ax, price, share):
        if price < 10:
            raise ValueError("price is 3: give a price of 10 or more.")
        return draw(ax, price, share)

    box = panels._box(touchy, KNOBS, "first")
    box.children[0].value = 3
    assert "price is 3: give a price of 10 or more." in box.children[2].value


@pytest.mark.parametrize("changes, sentence", [
    ({"price": (0, 60, 70, "x")}, "price starts at 70, outside 0 to 60"),
    ({"price": (0, 60, 20.5, "x")}, "price starts at 20.5, between two steps of 1 from 0"),
    ({"scenarios": {"odd": {"weight": 1}}}, "scenario 'odd' sets 'weight', which is no knob"),
    ({"scenarios": {"odd": {"price": 99}}}, "sets price to 99, outside 0 to 60"),
    ({"a": (0, 1, 0, "x"), "b": (0, 1, 0, "x")}, "one to three knobs, not 4"),
])
def test_wrong_knobs_and_scenarios_are_named(changes, sentence):
    with pytest.raises(ValueError, match=sentence):
        panel(**changes)


def test_text_of_a_result_is_escaped():
    assert "&lt;b&gt;" in panels._live(b"", "words", "<b>")

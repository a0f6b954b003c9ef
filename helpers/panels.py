"""whatif: sliders, a live figure and the same scenarios in print."""

import base64
import html
import math

import matplotlib.pyplot as plt
import pandas as pd

from helpers import charts
from helpers.describe import describe
from helpers.words import number

WIDGET = "application/vnd.jupyter.widget-view+json"


def whatif(draw, *, scenarios, **knobs):
    """Show a figure that follows sliders, and below it named scenarios that need no mouse.

    draw: function (ax, **values) that draws, sets title, xlabel and ylabel, and returns
    {name of a result: number or short text}. knobs: name=(low, high, start, "label with unit"),
    one to three. scenarios: {name: {knob: value}}; knobs left out keep their start value.
    Raises ValueError for a knob whose start lies outside its range or a scenario with an unknown
    knob.
    """
    from IPython.display import display

    _refuse(scenarios, knobs)
    start = {name: knob[2] for name, knob in knobs.items()}
    png, words, results = _frame(draw, start)
    box = _box(draw, knobs, _live(png, words, results))
    display({WIDGET: {"version_major": 2, "version_minor": 0, "model_id": box.model_id},
             "image/png": png, "text/plain": words}, raw=True,
            metadata={"image/png": {"alt": words, "width": 760}})
    display({"text/html": charts.folded(words), "text/plain": words}, raw=True)
    display(_scenarios(draw, scenarios, start, knobs))


def _refuse(scenarios, knobs):
    if not 1 <= len(knobs) <= 3:
        raise ValueError(f"whatif takes one to three knobs, not {len(knobs)}")
    for name, (low, high, start, _) in knobs.items():
        if not low <= start <= high:
            raise ValueError(f"whatif: {name} starts at {start}, outside {low} to {high}")
        steps = (start - low) / _step(low, high)
        if abs(steps - round(steps)) > 1e-6:
            raise ValueError(f"whatif: {name} starts at {start}, between two steps of "
                             f"{_step(low, high):g} from {low}")
    for title, values in scenarios.items():
        for name, value in values.items():
            if name not in knobs:
                raise ValueError(f"whatif: scenario {title!r} sets {name!r}, which is no knob")
            low, high = knobs[name][:2]
            if not low <= value <= high:
                raise ValueError(f"whatif: scenario {title!r} sets {name} to {value}, outside "
                                 f"{low} to {high}")


def _frame(draw, values):
    fig, ax = plt.subplots()
    results = draw(ax, **values)
    title, unit = ax.get_title(), ax.get_ylabel()
    ax.set_title("")
    charts.dress(ax, unit, ax.get_xlabel())
    png = charts.picture(fig, title)
    said = " · ".join(f"{name}: {_show(value)}" for name, value in results.items())
    return png, f"{describe([ax], title)} {said}.", said


def _show(value):
    return value if isinstance(value, str) else number(value)


def _box(draw, knobs, first_view):
    import ipywidgets as widgets

    sliders = {}
    for name, (low, high, start, label) in knobs.items():
        step = _step(low, high)
        decimals = max(0, -round(math.log10(step)))
        sliders[name] = widgets.FloatSlider(
            value=start, min=low, max=high, step=step, description=label,
            readout_format=f".{decimals}f", style={"description_width": "280px"},
            layout={"width": "620px"})
    live = widgets.HTML()

    def update(_=None):
        values = {name: slider.value for name, slider in sliders.items()}
        try:
            live.value = _live(*_frame(draw, values))
        except ValueError as error:
            live.value = f'<p role="status">{html.escape(str(error))}</p>'

    live.value = first_view
    for slider in sliders.values():
        slider.observe(update, "value")
    return widgets.VBox([*sliders.values(), live])


def _step(low, high):
    return 10.0 ** math.floor(math.log10((high - low) / 40))


def _live(png, words, results):
    return (f'<p aria-live="polite"><b>{html.escape(results)}</b></p>'
            f'<img width="760" alt="{html.escape(words, quote=True)}" '
            f'src="data:image/png;base64,{base64.b64encode(png).decode()}">')


def _scenarios(draw, scenarios, start, knobs):
    rows = []
    for title, values in scenarios.items():
        fig, ax = plt.subplots()
        results = draw(ax, **{**start, **values})
        plt.close(fig)
        set_to = {knobs[n][3]: number({**start, **values}[n]) for n in knobs}
        rows.append({"scenario": title, **set_to, **{k: _show(v) for k, v in results.items()}})
    return pd.DataFrame(rows).set_index("scenario").rename_axis(None)

"""A line that says how far long work is, in notebooks only."""

import sys
import time

SECONDS_BEFORE_SHOWING = 2


def tracked(results, total, label):
    """Yield the results; after two seconds show how many are done, and erase it at the end."""
    started, shown, line = time.monotonic(), None, None
    display = _notebook_display()
    try:
        for done, result in enumerate(results, 1):
            yield result
            percent = 100 * done // total
            if not display or percent == shown:
                continue
            if time.monotonic() - started > SECONDS_BEFORE_SHOWING:
                shown, text = percent, {"text/plain": f"{label}: {percent} % done"}
                if line is None:
                    line = display(text, raw=True, display_id=True)
                else:
                    line.update(text, raw=True)
    finally:
        if line is not None:
            line.update({"text/plain": ""}, raw=True)


def _notebook_display():
    ipython = sys.modules.get("IPython")
    if ipython is None or not hasattr(ipython.get_ipython(), "kernel"):
        return None
    from IPython.display import display

    return display

"""What a lesson imports. Nothing heavy is loaded before a name is used."""

import importlib
import pathlib

_PACKAGES = ("IPython", "ipywidgets", "matplotlib", "networkx", "numpy", "pandas", "scipy")
_HOME = {
    "load": "data",
    "cite": "citations",
    "sources": "citations",
    "finish": "charts",
    "label_line": "charts",
    "label_point": "charts",
    "mark": "charts",
    "points": "charts",
    "check": "checks",
    "dossier": "guesses",
    "predict": "guesses",
    "progress": "guesses",
    "reveal": "guesses",
    "verdict": "guesses",
    "whatif": "panels",
    "ready": "teach",
}
__all__ = list(_HOME)


class Namesake(ImportError):
    """A learner's own file that Python would take for a package; told in one sentence."""

    def _render_traceback_(self):
        return [str(self)]


def _refuse_namesakes():
    for name in _PACKAGES:
        if pathlib.Path(f"{name}.py").is_file():
            raise Namesake(f"Your file {name}.py has the name of a package that the lessons need, "
                           f"so Python would take it instead. Rename {name}.py, restart the "
                           "kernel and run the lesson again.")


_refuse_namesakes()


def __getattr__(name):
    if name not in _HOME:
        raise AttributeError(f"helpers has no {name!r}; it offers {', '.join(sorted(_HOME))}")
    return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)

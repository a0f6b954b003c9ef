"""What a lesson imports. Nothing heavy is loaded before a name is used."""

import importlib

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


def __getattr__(name):
    if name not in _HOME:
        raise AttributeError(f"helpers has no {name!r}; it offers {', '.join(sorted(_HOME))}")
    return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)

"""Where the words and numbers of a lesson come from: claims of the press, and sources."""

import html

from helpers import data
from helpers.words import wrap

_cited = []


def cite(*ids):
    """Print claims of the five articles: id, month, kind of evidence, paraphrase.

    ids: such as "C3-12". Raises KeyError for an id that is not in the claims table.
    """
    claims = data.load("claims").set_index("id")
    for key in ids:
        if key not in claims.index:
            raise KeyError(f"{key} is not in data/claims.csv; ids look like {claims.index[0]}")
        _cited.append(key)
        row = claims.loc[key]
        print(wrap(f"{key}, {row.article_date:%B %Y}, {row.evidence}: {row.claim}"))


def sources(*used):
    """List sources: who measured it, where it was read, when.

    used: frames with source_id, or source ids. The claims cited in this session are added, with
    the articles that make them.
    """
    from IPython.display import display

    claims = data.load("claims").query("id in @_cited")
    rows = data.sources([*used, claims, *claims.article]).sort_values(["origin", "published"])
    lines, items = [], []
    for row in rows.itertuples():
        first = row.publisher if row.origin == "not stated" else row.origin
        read = "" if row.publisher == first else f", read in {row.publisher}"
        when = f", {row.published}" if row.published else ""
        weak = " (weak source)" if row.quality == "weak" else ""
        text = f"{first}{read}{when}{weak}"
        lines.append(wrap(f"- {text}"))
        link = f' <a href="{html.escape(row.url)}">page</a>' if row.url else ""
        items.append(f"<li>{html.escape(text)}{link}</li>")
    display({"text/html": f"<ul>{''.join(items)}</ul>", "text/plain": "\n".join(lines)}, raw=True)

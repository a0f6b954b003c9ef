"""Where the words and numbers of a lesson come from: claims of the press, and sources."""

import html

from helpers import data
from helpers.words import wrap


def cite(*ids):
    """Print claims of the five articles: id, month, kind of evidence, paraphrase.

    ids: such as "C3-12". Raises KeyError for an id that is not in the claims table.
    """
    claims = data.load("claims").set_index("id")
    for key in ids:
        if key not in claims.index:
            raise KeyError(f"{key} is not in data/claims.csv; ids look like {claims.index[0]}")
        row = claims.loc[key]
        print(wrap(f"{key}, {row.article_date:%B %Y}, {row.evidence}: {row.claim}"))


def sources(*used):
    """List the sources of the frames or ids used: who measured it, where it was read, when."""
    from IPython.display import display

    rows = data.sources(list(used)).sort_values(["origin", "published"])
    lines, items = [], []
    for row in rows.itertuples():
        read = "" if row.publisher == row.origin else f", read in {row.publisher}"
        when = f", {row.published}" if row.published else ""
        weak = " (weak source)" if row.quality == "weak" else ""
        text = f"{row.origin}{read}{when}{weak}"
        lines.append(wrap(f"- {text}"))
        link = f' <a href="{html.escape(row.url)}">page</a>' if row.url else ""
        items.append(f"<li>{html.escape(text)}{link}</li>")
    display({"text/html": f"<ul>{''.join(items)}</ul>", "text/plain": "\n".join(lines)}, raw=True)

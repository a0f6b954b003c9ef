"""The ladder: no verb of pandas, numpy or matplotlib stands in a lesson before its own."""

import re

import pytest

from tests.lessons import LESSONS, NAMES, cells, source

LADDER = {
    "01": r"pd\.to_datetime|\.diff\(|\.dt\.|\.shift\(|np\.log\b|set_yscale|\.hlines\(|\.scatter\(",
    "02": r"np\.array|np\.exp\b|\bfor \w+(?:, \w+)* in\b|pd\.DataFrame\(\[|\.mean\("
          r"|fill_between|axvline|imshow",
    "03": r"\.assign\(|np\.geomspace|set_xscale|loglog|\.annotate\(",
    "04": r"\.pivot|np\.meshgrid|np\.ceil|\.contour|colorbar|pcolormesh|\.barh\(",
    "05": r"\.groupby\(|\.cumsum\(|\.quantile\(|default_rng|bottom=|axhline",
    "06": r"np\.minimum|np\.where|stackplot|\.step\(",
    "07": r"\.apply\(|pd\.DataFrame\(\{",
    "08": r"tz_localize|tz_convert|np\.sort\b|\bwhile\b|\.legend\(",
    "09": r"\.cumprod\(|\.isna\(|\.fillna\(|left=",
    "10": r"\.merge\(|DiGraph|ancestors|ax\.text\(",
    "11": r"pd\.concat",
}


def core(path):
    """The code of a lesson up to Go further, without the answer of anybody."""
    for cell in cells(path):
        text = source(cell)
        if cell["cell_type"] == "markdown" and re.search(r"(?m)^## Go further", text):
            return
        if cell["cell_type"] == "code" and not cell["metadata"].get("jupyter"):
            yield text


@pytest.mark.parametrize("path", LESSONS, ids=NAMES)
def test_no_verb_before_its_lesson(path):
    code = "\n".join(core(path))
    for number, verbs in LADDER.items():
        if path.name[:2] < number:
            early = re.findall(verbs, code)
            assert not early, f"{early} belongs to lesson {number}"

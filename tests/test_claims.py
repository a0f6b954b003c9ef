"""Every claim of the five articles is cited where it is taught, or stands here with its reason."""

import re

import pytest

from helpers.data import load
from tests.lessons import LESSONS, NAMES, cells, source

NOT_CITED = {}
MONEY = {"costs", "pricing", "revenue", "losses"}


def cited(path):
    calls = re.findall(r"cite\(([^)]*)\)", "\n".join(map(source, cells(path, "code"))))
    return set(re.findall(r'"(C\d-\d\d)"', " ".join(calls)))


@pytest.mark.parametrize("path", LESSONS, ids=NAMES)
def test_a_lesson_cites_the_claims_that_it_teaches(path):
    claims = load("claims")
    taught = set(claims.id[claims.lesson == path.name[:2]]) - set(NOT_CITED)
    assert taught - cited(path) == set()


def test_few_claims_are_left_out_and_none_about_money():
    claims = load("claims").set_index("id")
    assert len(NOT_CITED) <= 25 and all(NOT_CITED.values())
    assert set(NOT_CITED) <= set(claims.index)
    assert not set(claims.index[claims.theme.isin(MONEY)]) & set(NOT_CITED)

import math
import re
from datetime import date

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import binom, binomtest, chi2

from helpers.models.people import (
    binomial_tail,
    exit_rate,
    exit_rate_interval,
    exposure,
    kaplan_meier,
    median_survival,
    newcomer_share,
    wilson_interval,
)
from tests.expectations import expected


def since_founding(year, month, day):
    return (date(year, month, day) - date(2015, 12, 11)).days / 365.25


END = since_founding(2024, 9, 27)
EXITS = {
    "Vagata": since_founding(2016, 7, 1),
    "Blackwell": since_founding(2017, 7, 1),
    "Cheung": since_founding(2017, 10, 1),
    "Karpathy": since_founding(2017, 6, 20),
    "Musk": since_founding(2018, 2, 20),
    "Kingma": since_founding(2018, 7, 1),
    "Sutskever": since_founding(2024, 5, 14),
    "Schulman": since_founding(2024, 8, 5),
}
WINDOWS = {
    "2015-2019": (0, since_founding(2019, 3, 11)),
    "2019-2022": (since_founding(2019, 3, 11), since_founding(2022, 11, 30)),
    "2022-2024": (since_founding(2022, 11, 30), END),
}


def founders(**changes):
    exits = EXITS | changes
    stays = [*exits.values(), *[END] * (11 - len(exits))]
    return stays, [True] * len(exits) + [False] * (11 - len(exits))


@pytest.mark.parametrize(
    "coding, changes",
    [
        ("base", {}),
        ("karpathy2nd", {"Karpathy": since_founding(2024, 2, 13)}),
        ("brockman_event", {"Brockman": since_founding(2024, 8, 5)}),
        ("altman_event", {"Altman": since_founding(2023, 11, 17)}),
    ],
)
def test_founders_still_there(coding, changes):
    curve = kaplan_meier(*founders(**changes))
    assert curve["survival"].iloc[-1] == expected(f"L09.km_{coding}_S_end")
    assert median_survival(*founders(**changes)) == expected(f"L09.km_{coding}_median")


def test_median_stay_whatever_the_unknown_dates():
    early, late = (
        median_survival(*founders(Kingma=kingma, Vagata=unknown, Blackwell=unknown, Cheung=unknown))
        for kingma, unknown in ((since_founding(2018, 1, 1), 2.2), (3.055, 0.1))
    )
    assert [early, late] == expected("L09.median_range_unknown_dates")


def test_kaplan_meier_is_the_product_of_the_shares_that_stay():
    stays, left = founders()
    curve = kaplan_meier(stays, left)
    product = (1 - curve["left"] / curve["at_risk"]).cumprod()
    assert curve["survival"].to_numpy() == pytest.approx(product.to_numpy())
    assert curve["years"].tolist() == [0, *sorted(set(stays))]
    assert curve["at_risk"].tolist() == [11, *range(11, 3, -1), 3]


stay = st.tuples(st.integers(1, 8), st.booleans())


@given(st.lists(stay, min_size=1, max_size=30))
def test_survival_never_rises_and_stays_inside_its_interval(stays):
    curve = kaplan_meier(*zip(*stays, strict=True))
    assert curve["survival"].iloc[0] == 1
    assert (curve["survival"].diff().dropna() <= 1e-12).all()
    drawn = curve[curve["survival"] > 0]
    assert (drawn["low"] <= drawn["survival"]).all() and (drawn["high"] >= drawn["survival"]).all()


def test_a_median_that_is_not_reached_is_infinite():
    assert median_survival([1, 2, 3], [True, False, False]) == math.inf


@pytest.mark.parametrize("window", WINDOWS)
def test_exits_per_person_year(window):
    events, years = exposure(*founders(), *WINDOWS[window])
    assert [events, years, exit_rate(events, years)] == expected(f"L09.hazard_{window}")
    assert list(exit_rate_interval(events, years)) == expected(f"L09.poisson_ci_{window}")


def test_early_rate_whatever_the_unknown_dates():
    rates = [
        exit_rate(*exposure(*founders(Vagata=u, Blackwell=u, Cheung=u, Kingma=k), 0, 3.25))
        for u, k in ((2.2, 3.05), (0.1, 2.05))
    ]
    assert rates == expected("L09.hazard_pre2019_range")


def test_windows_cut_the_stays_into_pieces():
    pieces = [exposure(*founders(), *window) for window in WINDOWS.values()]
    assert sum(piece.events for piece in pieces) == 8
    assert sum(piece.person_years for piece in pieces) == pytest.approx(sum(founders()[0]))


@given(st.integers(0, 50), st.floats(0.1, 100), st.floats(0.5, 0.99))
def test_the_exact_interval_is_that_of_chi_squared(events, years, level):
    low, high = exit_rate_interval(events, years, level)
    tail = (1 - level) / 2
    wanted = chi2.ppf(tail, 2 * events) if events else 0
    assert low == pytest.approx(wanted / 2 / years)
    assert high == pytest.approx(chi2.ppf(1 - tail, 2 * events + 2) / 2 / years)


def test_wilson_interval():
    assert list(wilson_interval(14, 30)) == expected("L09.safety_wilson")


@given(st.integers(1, 200), st.data())
def test_wilson_interval_is_that_of_scipy(n, data):
    k = data.draw(st.integers(0, n))
    wanted = binomtest(k, n).proportion_ci(0.9, method="wilson")
    assert wilson_interval(k, n, 0.9) == pytest.approx(tuple(wanted), abs=1e-9)


@pytest.mark.parametrize("share", [0.15, 0.25])
def test_binomial_tail(share):
    assert binomial_tail(14, 30, share) == expected(f"L09.binom_tail_{share}")
    assert binomial_tail(14, 30, share) == pytest.approx(binom.pmf(range(14, 31), 30, share).sum())


def test_newcomers():
    assert newcomer_share(770, 1700) == expected("L09.new_share_min")
    years = (date(2024, 9, 27) - date(2023, 11, 17)).days / 365.25
    assert newcomer_share(770, 1700, attrition=0.15 * years) == expected("L09.new_share_15pct")


@pytest.mark.parametrize(
    "call, sentence",
    [
        (lambda: kaplan_meier([1, 0], [1, 1]), "years is 0: give a number above 0"),
        (lambda: kaplan_meier([1, 2], [1]), "years has 2, left has 1 values"),
        (lambda: kaplan_meier([1, 2], [1, 2]), "left holds 2: give True or False"),
        (lambda: kaplan_meier([1, np.nan], [1, 1]), "years holds nan"),
        (lambda: median_survival([], []), "years has shape (0,)"),
        (lambda: exposure([1], [1], 2, 1), "end is 1: give a number above start, 2"),
        (lambda: exposure([1], [1], -2, 1), "start is -2: give a number of 0 or more"),
        (lambda: exit_rate(-1, 10), "events is -1: give a whole number from 0"),
        (lambda: exit_rate(1, 0), "person_years is 0: give a number above 0"),
        (lambda: exit_rate_interval(1.5, 10), "events is 1.5: give a whole number"),
        (lambda: exit_rate_interval(1, 10, level=95), "level is 95"),
        (lambda: wilson_interval(31, 30), "k is 31: give a whole number from 0 to 30"),
        (lambda: wilson_interval(0, 0), "n is 0: give a whole number from 1"),
        (lambda: binomial_tail(1, 2, 15), "probability is 15: give a probability from 0 to 1"),
        (lambda: newcomer_share(770, 0), "after is 0: give a number above 0"),
        (lambda: newcomer_share(770, 1700, 15), "attrition is 15: give a fraction from 0 to 1"),
        (lambda: newcomer_share(100, 75), "attrition is 0: 100 people would remain of 100"),
    ],
)
def test_impossible_input(call, sentence):
    with pytest.raises(ValueError, match=re.escape(sentence)):
        call()

"""Lesson 09, People and culture."""

import math

import numpy as np
import pandas as pd

from helpers.data import load
from helpers.exercises import ANY, Exercise, Headline, Lesson, Mistake, Prediction
from helpers.models.growth import DAYS_PER_MONTH, doubling_time
from helpers.models.people import (
    binomial_tail,
    exit_rate,
    exposure,
    kaplan_meier,
    median_survival,
    newcomer_share,
    wilson_interval,
)

DAYS_PER_YEAR = 365.25
PLACEHOLDERS = {"vagata": "2016-07-01", "blackwell": "2017-07-01", "cheung": "2017-10-01",
                "kingma": "2018-07-01"}
SECOND_EXIT = "2024-02-13"
NAMED_AT_LAUNCH = ("Sam Altman", "Peter Thiel", "Reid Hoffman", "Elon Musk")
EARLIER, LATER = "headcount_2023_11", "headcount_2024_09"
BASELINE, HIGHER_BASELINE = 0.15, 0.25


def people(key):
    return int(load("headcount").set_index("id").people[key])


def counted_on(key):
    return load("headcount").set_index("id").date[key]


def happened(key):
    return load("events").set_index("id").date[key]


def days():
    return (counted_on(LATER) - counted_on(EARLIER)).days


def mean_staff():
    return (people(EARLIER) + people(LATER)) / 2


def months_to_double_by_equal_heads():
    added = (people(LATER) - people(EARLIER)) / (days() / DAYS_PER_MONTH)
    return people(EARLIER) / added


def founding_team():
    return load("people").query("founder == True").set_index("id")


def stays(end="", **moved):
    """Years and True for an exit, one founder a row; end: earliest or latest possible exits."""
    team = founding_team()
    if end:
        exits = team[f"left_{end}"]
    else:
        exits = team.left_latest.where(team.left_precision == "day")
        exits = exits.fillna(pd.to_datetime(pd.Series(PLACEHOLDERS)))
    for name, day in moved.items():
        exits[name] = pd.Timestamp(day)
    years = (exits.fillna(counted_on(LATER)) - team.joined).dt.days / DAYS_PER_YEAR
    return years, exits.notna()


def still_there(**moved):
    return float(kaplan_meier(*stays(**moved)).survival.iloc[-1])


def still_there_if_leave_takes_out_of_risk():
    """Brockman is last seen on the day of Schulman's exit, and out of the group before it."""
    years, left = stays()
    years["brockman"] = years["schulman"] - 1 / DAYS_PER_YEAR
    return float(kaplan_meier(years, left).survival.iloc[-1])


def still_there_if_nobody_leaves_the_group():
    _, left = stays()
    return (1 - 1 / len(left)) ** int(left.sum())


def medians():
    return median_survival(*stays()), median_survival(*stays(karpathy_first=SECOND_EXIT))


def medians_of_leavers():
    return tuple(float(years[left].median())
                 for years, left in (stays(), stays(karpathy_first=SECOND_EXIT)))


def early_rate(end=""):
    window = (happened("openai_lp") - founding_team().joined.min()).days / DAYS_PER_YEAR
    return exit_rate(*exposure(*stays(end), 0, window))


def possible_ends():
    return (median_survival(*stays("earliest")), median_survival(*stays("latest")),
            early_rate("latest"), early_rate("earliest"))


def safety():
    return people("safety_staff_left"), people("safety_staff_before")


def plain_interval():
    left, team = safety()
    share = left / team
    reach = 1.96 * math.sqrt(share * (1 - share) / team)
    return share - reach, share + reach


def safety_share():
    left, team = safety()
    return left / team


def exactly_so_many():
    left, team = safety()
    return binomial_tail(left, team, BASELINE) - binomial_tail(left + 1, team, BASELINE)


LESSON = Lesson(
    headline=Headline(
        claim="C1-24",
        confidence=0.85,
        supports="two of the eleven were in post on that day, and three other leaders had "
                 "announced their exits that week.",
        against="the third was on leave, which is not a departure, and came back in November; "
                "pages of August count three of eleven.",
    ),
    predictions={
        "09-staff": Prediction(
            asks="how many people worked at OpenAI at the end of September 2024?",
            unit="employees", low=1, high=1_000_000, outcome=lambda: people(LATER),
        ),
    },
    exercises={
        "09-1": Exercise(
            answer=lambda: newcomer_share(people(EARLIER), people(LATER)), tolerance=0.002,
            unit="a fraction", start="compute the largest possible share of old staff first.",
            meaning="More than half were new within ten months, even if nobody had left.",
            mistakes=(
                Mistake(lambda: people(LATER) / people(EARLIER) - 1,
                        "Newcomers over the old staff; divide by the people of September 2024."),
                Mistake(lambda: people(EARLIER) / people(LATER),
                        "That is the largest share of old staff; the rest is new."),
                Mistake(lambda: newcomer_share(people("headcount_2023_02"), people(EARLIER)),
                        "That is the first pair, from February to November 2023; take the "
                        "second."),
                Mistake(lambda: people(LATER) - people(EARLIER),
                        "That is a number of people; divide it by the people of September 2024."),
            ),
        ),
        "09-2": Exercise(
            answer=lambda: len(set(NAMED_AT_LAUNCH) & set(founding_team().name)), tolerance=0,
            unit="people", start="look for each of the four names in the table.",
            meaning="The other two pledged money: they were funders, and funders are needed, but "
                    "not on this list.",
            mistakes=(
                Mistake(4, "Two of them pledged money and are not on the list: funders."),
                Mistake(3, "One too many: look up each of the four in the table."),
                Mistake(1, "One too few: one of them is on the list as a donor too."),
            ),
        ),
        "09-3": Exercise(
            answer=lambda: doubling_time(people(EARLIER), people(LATER), days()) / DAYS_PER_MONTH,
            tolerance=0.2, unit="months",
            start="count the days between the two dates, and divide the two headcounts.",
            meaning="The pace before November 2023 gives nearly the same.",
            mistakes=(
                Mistake(lambda: days() / DAYS_PER_MONTH,
                        "That is the interval, in which staff more than doubled."),
                Mistake(months_to_double_by_equal_heads,
                        "That adds equal heads a month; a doubling time assumes equal "
                        "percentages. Use the logarithm."),
                Mistake(lambda: doubling_time(people(EARLIER), people(LATER), days()),
                        "Those are days; give months."),
                Mistake(lambda: days() / DAYS_PER_MONTH / math.log(people(LATER)
                                                                   / people(EARLIER)),
                        "That is the time to grow 2.72-fold; multiply by ln 2."),
            ),
        ),
        "09-4": Exercise(
            answer=still_there, tolerance=0.001, unit="a fraction",
            start="compute the factor 1 - exits / people at risk of each row first.",
            meaning="Three of eleven, if a leave is a stay that goes on.",
            mistakes=(
                Mistake(lambda: still_there(brockman=happened("schulman_exit")),
                        "A leave is not an exit: Brockman is censored."),
                Mistake(lambda: 1 - still_there(),
                        "That is the share that left; S is the share still there."),
                Mistake(still_there_if_leave_takes_out_of_risk,
                        "Brockman was taken out before Schulman's exit of the same day; exits "
                        "come first, and a leave is a stay that goes on."),
                Mistake(lambda: still_there(sutskever=None, schulman=None),
                        "That is S before May 2024; two more exits follow."),
                Mistake(still_there_if_nobody_leaves_the_group,
                        "Each exit was divided by eleven; the people at risk become fewer."),
            ),
        ),
        "09-5": Exercise(
            answer=medians, tolerance=0.05, parts=("base", "one_stay"), unit="years",
            start="find the time at which S falls to one half, with the coding of the plot.",
            meaning="One person, coded in two fair ways, moves the median by more than five "
                    "years: with eleven people, say how each was counted.",
            mistakes=(
                Mistake(lambda: (float(np.mean(stays()[0])), ANY),
                        "The first is the mean; read the time at which S falls to one half."),
                Mistake(lambda: (medians()[0], medians()[0]),
                        "Equal: move one exit to February 2024 and sort again, with one_stay."),
                Mistake(medians_of_leavers,
                        "Those are medians of the leavers alone; who stayed is at risk too."),
                Mistake(lambda: medians()[::-1],
                        "Right values, wrong order: the coding of the plot comes first."),
            ),
        ),
        "09-a": Exercise(
            answer=lambda: people("departures_2024") / mean_staff(), tolerance=0.0005,
            unit="a fraction", start="take the mean of the two headcounts first.",
            meaning="A lower bound: the source says more than twenty.",
            mistakes=(
                Mistake(lambda: people("departures_2024") / people(LATER),
                        "That is the staff at the end; take the mean of both ends."),
                Mistake(lambda: people("departures_2024") / people(EARLIER),
                        "That is the staff at the start; take the mean of both ends."),
                Mistake(lambda: people("departures_2024") / (2 * mean_staff()),
                        "That is the sum of the two headcounts; halve it."),
                Mistake(lambda: 100 * people("departures_2024") / mean_staff(),
                        "This is a percentage; give a fraction."),
            ),
        ),
        "09-6": Exercise(
            answer=lambda: tuple(wilson_interval(*safety())), tolerance=0.003,
            parts=("low", "high"), unit="fractions",
            start="call wilson_interval with those who left and the size of the team.",
            meaning="From under a third to nearly two thirds: “almost half” is a wide range, and "
                    "the rounding comes on top.",
            mistakes=(
                Mistake(plain_interval,
                        "That is the plain normal interval; use wilson_interval."),
                Mistake(lambda: (safety_share(), safety_share()),
                        "That is the share itself, twice; a share of few people has an interval."),
                Mistake(lambda: tuple(wilson_interval(people("safety_staff_after"),
                                                      people("safety_staff_before"))),
                        "Those are the people who stayed; take those who left."),
                Mistake(lambda: tuple(wilson_interval(*safety()))[::-1],
                        "Right values, wrong order: the lower end comes first."),
            ),
        ),
        "09-7": Exercise(
            answer=lambda: binomial_tail(*safety(), BASELINE), tolerance=2e-6,
            unit="a probability",
            start="call binomial_tail with the two counts and a chance of 0.15.",
            meaning="So unlikely under that assumption that the assumption fits badly; which "
                    "part of it fails, the number does not say.",
            mistakes=(
                Mistake(exactly_so_many,
                        "That is the chance of exactly that many; take at least that many."),
                Mistake(lambda: binomial_tail(*safety(), HIGHER_BASELINE),
                        "That is with a chance of 25%; take 15%."),
                Mistake(lambda: binomial_tail(safety()[0] + 1, safety()[1], BASELINE),
                        "That is more than so many; the helper counts k itself already."),
            ),
        ),
        "09-8": Exercise(
            answer=possible_ends, tolerance=(0.02, 0.02, 0.005, 0.005),
            parts=("median_low", "median_high", "rate_low", "rate_high"),
            unit="years and exits a person-year",
            start="turn the earliest possible exits into years of stay first.",
            meaning="Within what is known, dates move the median by less than a year; the coding "
                    "of one return moved it by more than five.",
            mistakes=(
                Mistake(lambda: (*[median_survival(*stays())] * 2, ANY, ANY),
                        "Those are the placeholders; take the earliest dates, then the latest."),
                Mistake(lambda: (*possible_ends()[:2], *possible_ends()[:1:-1]),
                        "Right values, wrong order: the latest exits give the lower rate."),
                Mistake(lambda: (*possible_ends()[1::-1], ANY, ANY),
                        "The medians are in the wrong order: the smaller one comes first."),
            ),
        ),
    },
)

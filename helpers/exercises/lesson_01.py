"""Lesson 01, A viral launch: measuring growth."""

import math

from helpers.data import load
from helpers.exercises import ANY, Exercise, Headline, Lesson, Mistake, Prediction
from helpers.models.growth import (
    DAYS_PER_MONTH,
    compound_monthly_growth,
    days_between,
    doubling_time,
)

FIRST, SECOND, THIRD = (
    "weekly_users_2023_11_06", "weekly_users_2024_08_29", "weekly_users_2024_12_04")
MONTHLY, MESSAGES = "monthly_users_2024_06", "messages_2024_12"
STEADY_DAYS, DOUBLINGS, LATEST = 200, 2, 45


def millions(row):
    return load("users").set_index("id").count_m[row]


def days(start, end):
    rows = load("users").set_index("id")
    return days_between(rows.loc[start], rows.loc[end])


def doubling(start, end):
    return doubling_time(millions(start), millions(end), days(start, end))


def factor(start, end):
    return millions(end) / millions(start)


def months():
    return days(FIRST, THIRD) / DAYS_PER_MONTH


def messages_a_week():
    return 7 * millions(MESSAGES) / millions(THIRD)


def later_rows():
    rows = load("users", after_2024=True).query(
        "id in ['weekly_users_2025_07', 'messages_2025_07']")
    return rows[["date", "entity", "count_m", "definition", "nature"]]


def later_messages_a_week():
    later = later_rows().set_index("definition").count_m
    return 7 * later["messages_per_day"] / later["weekly_active"]


def consistent(weekly, monthly, apart, doubling_days):
    if weekly is None or monthly is None:
        return None
    return weekly * 2 ** (apart / doubling_days) <= monthly


GROWTH = "Growth between the dates must be used: carry the weekly count to the monthly date first."
UNKNOWN = "Unknown is not False; return None when one of the counts is None."

LESSON = Lesson(
    headline=Headline(
        claim="C2-04",
        confidence=0.8,
        supports="both ends are weekly users that the company announced, and the later level "
                 "is three times the earlier one.",
        against="the two days lie thirteen months apart, not twelve; the levels are round and "
                "unaudited company figures; the pace was not one and the same.",
    ),
    predictions={
        "01-year": Prediction(
            asks="how many days lie between the two announcements?",
            unit="days", low=1, high=1500, outcome=lambda: days(FIRST, THIRD),
        ),
        "01-doubling": Prediction(
            asks="how many days did one doubling take, over the whole span?",
            unit="days", low=1, high=1500, outcome=lambda: doubling(FIRST, THIRD),
        ),
        "01-messages": Prediction(
            asks="how many messages did a weekly user of the consumer plans send in a week of "
                 "July 2025?",
            unit="messages a week", low=0, high=1000, outcome=later_messages_a_week,
        ),
    },
    exercises={
        "01-1": Exercise(
            answer=lambda: days(FIRST, SECOND), unit="days",
            start="look up the dates of the first and of the second announcement.",
            meaning="The first step took more than three quarters of the whole span.",
            mistakes=(
                Mistake(lambda: days(FIRST, SECOND) + 1,
                        "Both ends are counted; subtract the dates, and one end drops out."),
                Mistake(lambda: days(FIRST, SECOND) / DAYS_PER_MONTH,
                        "That is months; the answer is in days."),
                Mistake(lambda: days(SECOND, THIRD),
                        "Those are the days from the second announcement to the third."),
                Mistake(lambda: days(FIRST, THIRD),
                        "Those are the days from the first announcement to the third."),
                Mistake(lambda: -days(FIRST, SECOND),
                        "The order is turned round: later day minus earlier day."),
            ),
        ),
        "01-a": Exercise(
            answer=lambda: "b", unit="a letter, such as \"a\"",
            start="read the height of the line and its slope apart: which of the two is falling?",
            meaning="The height tells the level and still rises; the slope tells the percentage "
                    "a day.",
            mistakes=(
                Mistake("a", "The line still rises, so the number of users does too."),
                Mistake("c", "Not for certain: a smaller percentage of more users can be more "
                             "users."),
                Mistake("d", "The other way round: a smaller percentage a day means a longer "
                             "doubling time."),
            ),
        ),
        "01-2": Exercise(
            answer=lambda: doubling(SECOND, THIRD), tolerance=1, unit="days",
            start="count the days of the second interval.",
            meaning="Users grew by half in that interval; a full doubling takes longer than it.",
            mistakes=(
                Mistake(lambda: days(SECOND, THIRD),
                        "That is the interval, in which users grew by half; they did not double."),
                Mistake(lambda: 2 * days(SECOND, THIRD),
                        "Equal numbers a day; a doubling time assumes equal percentages."),
                Mistake(lambda: days(SECOND, THIRD) / math.log(factor(SECOND, THIRD)),
                        "One log is missing: the doublings are log(ratio) over log(2)."),
                Mistake(lambda: days(SECOND, THIRD) * math.log2(factor(SECOND, THIRD)),
                        "This multiplies the days by the doublings; divide."),
                Mistake(lambda: days(SECOND, THIRD) / math.log(factor(SECOND, THIRD))
                        / math.log(2),
                        "This divides twice; put the doublings, log over log, in brackets."),
                Mistake(lambda: math.log2(factor(SECOND, THIRD)),
                        "That is the number of doublings; divide the days by it."),
                Mistake(lambda: 1 / math.log2(factor(SECOND, THIRD)),
                        "That is one over the doublings; the days are missing."),
                Mistake(lambda: doubling(FIRST, THIRD),
                        "That is the whole span; take the second announcement and the third."),
                Mistake(lambda: doubling(FIRST, SECOND),
                        "That is the first interval; take the second announcement and the third."),
            ),
        ),
        "01-3": Exercise(
            answer=lambda: compound_monthly_growth(
                millions(FIRST), millions(THIRD), days(FIRST, THIRD)),
            tolerance=0.001, unit="a fraction a month",
            start="turn the days of the whole span into months of 30.4375 days.",
            meaning="Less than the simple average: each month grows on top of the one before.",
            mistakes=(
                Mistake(lambda: (factor(FIRST, THIRD) - 1) / months(),
                        "Simple average; growth compounds."),
                Mistake(lambda: factor(FIRST, THIRD) / months() - 1,
                        "Brackets are missing: the exponent is the whole of (1 / months)."),
                Mistake(lambda: factor(FIRST, THIRD) ** months() - 1,
                        "That power makes it larger; the exponent is one over the months."),
                Mistake(lambda: factor(FIRST, THIRD) ** (1 / 12) - 1,
                        "This takes twelve months; turn the days between the dates into months."),
                Mistake(lambda: factor(FIRST, THIRD) ** (1 / months()),
                        "That is the factor of one month; subtract 1 to get the growth."),
                Mistake(lambda: math.log(factor(FIRST, THIRD)) / months(),
                        "That is the slope of the logarithm; the growth is a root, minus 1."),
                Mistake(lambda: factor(FIRST, THIRD) ** (1 / days(FIRST, THIRD)) - 1,
                        "That is growth a day; the exponent is one over the months."),
            ),
        ),
        "01-4": Exercise(
            answer=messages_a_week, tolerance=0.2, unit="messages per weekly user and week",
            start="turn the messages of a day into messages of a week.",
            meaning="Now both are weekly: the flow of seven days over the users of seven days.",
            mistakes=(
                Mistake(lambda: millions(MESSAGES) / millions(THIRD),
                        "A daily flow over a weekly stock; make both weekly."),
                Mistake(lambda: 1 / messages_a_week(), "Users over messages; turn it over."),
                Mistake(lambda: DAYS_PER_MONTH * millions(MESSAGES) / millions(THIRD),
                        "A monthly flow over a weekly stock; make both weekly."),
                Mistake(lambda: messages_a_week() / 49,
                        "This divides by 7; a week holds more messages than a day, not fewer."),
                Mistake(lambda: 7 * millions(MESSAGES),
                        "Those are the messages of all users, in millions; divide by the users."),
            ),
        ),
        "01-5": Exercise(
            answer=lambda: millions(SECOND) / millions(MONTHLY), tolerance=0.005,
            unit="a fraction",
            start="find the weekly count that lies closest in time to June 2024.",
            meaning="An upper bound: in June weekly users were fewer than in August if they grew, "
                    "so the true share was lower.",
            mistakes=(
                Mistake(lambda: millions(MONTHLY) / millions(SECOND),
                        "Weekly users cannot exceed monthly users; turn it over."),
                Mistake(lambda: millions(FIRST) / millions(MONTHLY),
                        "That weekly count is of November 2023; take the date closest to June "
                        "2024."),
                Mistake(lambda: millions(SECOND) / millions("monthly_users_2024_03"),
                        "That monthly count is of March; take the one of June 2024."),
                Mistake(lambda: millions(THIRD) / millions(MONTHLY),
                        "That weekly count is of December; take the date closest to June 2024."),
                Mistake(lambda: millions("weekly_users_2024_10_02") / millions(MONTHLY),
                        "That weekly count is of October; take the date closest to June 2024."),
                Mistake(lambda: millions(FIRST) / millions("monthly_users_2024_03"),
                        "Both counts are too early; take the monthly one of June 2024."),
            ),
        ),
        "01-6": Exercise(
            answer=lambda: consistent, unit="True, False or None",
            cases=((50, 400, 300, 300), (100, 80, 150, 300), (100, 100, 150, 300),
                   (100, 150, 150, 300), (200, 350, -60, 300), (150, 120, -150, 300),
                   (100, None, 150, 300), (None, 100, 150, 300)),
            start="carry the weekly count to the date of the monthly count first.",
            meaning="The same test on every pair of announcements: that is how a clash is found.",
            mistakes=(
                Mistake(((50, 400, 300, 300), False),
                        "The comparison is turned round: True where weekly does not exceed "
                        "monthly."),
                Mistake(((50, 400, 300, 300), None),
                        "The function gives nothing back; end it with return, not with print."),
                Mistake(((100, 80, 150, 300), True),
                        "The count moves the wrong way: days above 0 mean a later date."),
                Mistake(((100, 100, 150, 300), True), GROWTH),
                Mistake(((100, 150, 150, 300), False),
                        "The exponent is turned over: it is days / doubling."),
                Mistake(((150, 120, -150, 300), False), GROWTH),
                Mistake(((100, None, 150, 300), TypeError), UNKNOWN),
                Mistake(((100, None, 150, 300), False), UNKNOWN),
                Mistake(((None, 100, 150, 300), TypeError), UNKNOWN),
                Mistake(((None, 100, 150, 300), False), UNKNOWN),
            ),
        ),
        "01-7": Exercise(
            answer=lambda: (STEADY_DAYS, LATEST / math.sqrt(6) / DOUBLINGS), tolerance=(2, 1),
            parts=("mean", "spread"), unit="days",
            start="draw 2,000 pairs of delays, one for each announcement.",
            meaning="Delays blur a doubling time; they do not push it up or down as long as "
                    "both ends are late alike.",
            mistakes=(
                Mistake((ANY, 0),
                        "No spread: one path is no experiment. Run 2,000, with two delays each."),
                Mistake((STEADY_DAYS + LATEST / 2 / DOUBLINGS, ANY),
                        "Only the last announcement is late here; the first has a delay as well."),
                Mistake((STEADY_DAYS - LATEST / 2 / DOUBLINGS, ANY),
                        "Only the first announcement is late here; the last has a delay as well."),
                Mistake((STEADY_DAYS + LATEST / DOUBLINGS, ANY),
                        "Both delays are added; a late start shortens the span."),
                Mistake((STEADY_DAYS, ANY),
                        "The mean is right; take the spread of the doubling times, with .std()."),
                Mistake((STEADY_DAYS * DOUBLINGS, ANY),
                        "Those are the days between the announcements; divide by the doublings."),
            ),
        ),
    },
)

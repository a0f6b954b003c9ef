"""Lesson 08, Five days in November 2023."""

import math

import numpy as np
import pandas as pd

from helpers.data import load
from helpers.exercises import ANY, Exercise, Headline, Lesson, Mistake, Prediction
from helpers.models.cascades import (
    normal_thresholds,
    risk_dominance,
    smallest_initial,
    threshold_cascade,
)
from helpers.models.event_study import minimum_detectable_effect

PARIS, NEW_YORK, SAN_FRANCISCO = "Europe/Paris", "America/New_York", "America/Los_Angeles"
OFFICE_MEAN, OFFICE_SD, OFFICE_TARGET = 0.30, 0.12, 700
COST_ALONE, GAIN_TOGETHER = 2, 8
CRITICAL = 1.96


def price(name):
    return load("share_prices").set_index("id").value[name]


def announced(zone, hours_late=0):
    row = load("events").set_index("id").loc["dismissal_announced"]
    at = pd.Timestamp(f"{row.date:%Y-%m-%d} {row.local_time}", tz=row.time_zone)
    return f"{at.tz_convert(zone) + pd.Timedelta(hours=hours_late):%H:%M}"


def signed(name):
    return load("signatures").set_index("id").signatures[name]


def employees(name):
    return int(load("signatures").set_index("id").employees[name])


def share_signed():
    return signed("signatures_505") / employees("signatures_505")


def two_crowds():
    crowd = np.arange(100) / 100
    changed = crowd.copy()
    changed[1] = 0.02
    return threshold_cascade(crowd), threshold_cascade(changed)


def office():
    return normal_thresholds(employees("signatures_738"), OFFICE_MEAN, OFFICE_SD)


def tipping_group():
    return smallest_initial(office(), OFFICE_TARGET)


def group_if(joined):
    """Smallest group i with at least the target in, if joined(i, willing) are in next."""
    thresholds = office()
    for group in range(thresholds.size + 1):
        inside = group
        while (more := joined(group, (thresholds <= inside / thresholds.size).sum())) > inside:
            inside = more
        if inside >= OFFICE_TARGET:
            return group


def log_return(old, new):
    return math.log(price(f"msft_close_2023_11_{new}") / price(f"msft_close_2023_11_{old}"))


def t_value(old=16, new=17):
    return (log_return(old, new) - price("msft_window_mean")) / price("msft_window_sd")


def peer_t(sd="msft_peer_residual_sd"):
    return tuple(price(f"msft_peer_abnormal_2023_11_{day}") / price(sd) for day in (17, 20))


LESSON = Lesson(
    headline=Headline(
        claim="C4-23",
        confidence=0.7,
        supports="about 100 customers were reported to have approached a rival, and the company "
                 "had two interim heads in five days.",
        against="the chief executive was back within five days, the staff grew and weekly users "
                "tripled in 13 months, though nobody has seen the year without it; the share "
                "moves were ordinary, and those of the partner.",
    ),
    predictions={"08-days": Prediction(
        asks="on how many of its 250 trading days of 2023 did Microsoft's share fall as much as "
             "on 17 November, or more?",
        unit="days of 250", low=0, high=250,
        outcome=lambda: price("msft_days_as_low_2023"),
    )},
    exercises={
        "08-1": Exercise(
            answer=lambda: announced(PARIS), unit="such as \"08:53\"",
            start="look at the hour and the zone of the row, then convert to Paris.",
            meaning="Friday evening in Paris, before the exchange in New York had closed.",
            mistakes=(
                Mistake(lambda: announced("UTC"),
                        "That is UTC; Paris is one hour later in November."),
                Mistake(lambda: announced(PARIS, hours_late=1), "Summer time is over."),
                Mistake(lambda: announced(PARIS).replace(":", "h"),
                        "The right time; write it with a colon, as in 08:53."),
                Mistake(lambda: announced(SAN_FRANCISCO),
                        "That is the clock of San Francisco; convert it to Paris."),
                Mistake(lambda: announced(NEW_YORK),
                        "That is the clock of New York; convert it to Paris."),
            ),
        ),
        "08-2": Exercise(
            answer=share_signed, tolerance=0.001, unit="a fraction, such as 0.25",
            start="look up how many had signed.",
            meaning="Two thirds, and not the percentage that stands beside it in print.",
            mistakes=(
                Mistake(lambda: signed("signatures_505") / employees("signatures_505_of_700"),
                        "The base is 700 there; staff were about 770."),
                Mistake(lambda: 100 * share_signed(), "Give a share."),
                Mistake(lambda: 1 - share_signed(),
                        "That is the share that had not signed yet."),
                Mistake(lambda: 1 / share_signed(),
                        "This divides staff by signatures; turn it over."),
                Mistake(lambda: signed("signatures_490") / employees("signatures_505"),
                        "That is the earlier count; take the row of 505."),
                Mistake(lambda: signed("signatures_505") / signed("signatures_738"),
                        "That is over a later count; divide by the staff."),
            ),
        ),
        "08-3": Exercise(
            answer=two_crowds, parts=("before", "after"), unit="people",
            start="find who is willing when nobody is in yet.",
            meaning="The averages of the two crowds differ by a ten-thousandth.",
            mistakes=(
                Mistake((99, ANY), "The person at zero starts alone and counts."),
                Mistake((100, 100),
                        "After the change nobody's threshold is at or below 0.01."),
                Mistake((100, 99), "After the change nobody's threshold is at or below 0.01: the "
                                   "chain stops, it does not lose one person."),
                Mistake((100, 0), "The person at zero needs nobody and is in."),
                Mistake((1, ANY), "In the first crowd somebody is at 0.01: one person in is "
                                  "enough for the next."),
            ),
        ),
        "08-4": Exercise(
            answer=tipping_group, unit="people",
            start="make the crowd of 770 thresholds.",
            meaning="One in seventeen decides about all, in this model, with these parameters.",
            mistakes=(
                Mistake(lambda: OFFICE_MEAN * employees("signatures_738"),
                        "30% is the mean; the chain starts with low thresholds."),
                Mistake(lambda: tipping_group() - 1,
                        "That chain stalls below a hundred: one person is missing."),
                Mistake(lambda: group_if(max),
                        "That group is made of the most eager, who join anyway; draw it evenly."),
                Mistake(lambda: group_if(lambda group, more: group + more),
                        "This counts the group twice: only the n − i others can still join."),
                Mistake(lambda: tipping_group() / employees("signatures_738"),
                        "That is a share of the staff; give people."),
            ),
        ),
        "08-5": Exercise(
            answer=t_value, tolerance=0.02, unit="standard deviations",
            start="compute the log return of the day first.",
            meaning="Well inside the band of two: about one day in nine is as low.",
            mistakes=(
                Mistake(lambda: price("msft_change_2023_11_17") / price("msft_window_sd"),
                        "Use the log return and subtract the mean."),
                Mistake(lambda: log_return(16, 17) / price("msft_window_sd"),
                        "The mean of ordinary days is still in it; subtract it."),
                Mistake(lambda: 100 * price("msft_change_2023_11_17"),
                        "That is the return in percent."),
                Mistake(lambda: log_return(16, 17) - price("msft_window_mean"),
                        "That is the abnormal return; divide it by the standard deviation."),
                Mistake(lambda: t_value(17, 20), "That is Monday; take the closes of 16 and 17."),
                Mistake(lambda: -t_value(), "The size is right; the share fell."),
            ),
        ),
        "08-a": Exercise(
            answer=lambda: "b", unit="a letter, such as \"a\"",
            start="ask how much of the trading day was left after the announcement.",
            meaning="The hours do not exclude an effect, and do not show one.",
            mistakes=(
                Mistake("a", "Most of the day's trading was done before the announcement, and a "
                             "close cannot say which minutes moved it."),
                Mistake("c", "An ordinary day does not exclude a small effect; it hides it."),
                Mistake("d", "Monday's close holds a whole weekend of news and everything else "
                             "that moved shares; that it came after is no cause."),
            ),
        ),
        "08-6": Exercise(
            answer=peer_t, tolerance=0.02, parts=("friday", "monday"),
            unit="standard deviations",
            start="find the spread that belongs to returns without the peers.",
            meaning="Without the peers, the days are still ordinary.",
            mistakes=(
                Mistake(lambda: (t_value(), ANY), "That is the model without peers."),
                Mistake(lambda: peer_t("msft_window_sd"),
                        "Divide by the residual σ, not by the sd of returns."),
                Mistake(lambda: peer_t()[::-1], "Right values, wrong order: Friday comes first."),
            ),
        ),
        "08-7": Exercise(
            answer=lambda: minimum_detectable_effect(price("msft_window_sd")), tolerance=0.002,
            unit="a fraction",
            start="write down the standard deviation of one ordinary day.",
            meaning="More than twice Friday's move would have been needed.",
            mistakes=(
                Mistake(lambda: CRITICAL * price("msft_window_sd"), "1.96σ has 50% power."),
                Mistake(lambda: minimum_detectable_effect(price("msft_window_sd"))
                        / math.sqrt(price("msft_window_days")),
                        "One day, not the mean of 120."),
                Mistake(lambda: 100 * minimum_detectable_effect(price("msft_window_sd")),
                        "That is in percent; give a fraction."),
                Mistake(lambda: minimum_detectable_effect(1),
                        "These are standard deviations; multiply by the one of Microsoft."),
            ),
        ),
        "08-8": Exercise(
            answer=lambda: risk_dominance(COST_ALONE, GAIN_TOGETHER), tolerance=0.001,
            unit="a probability from 0 to 1",
            start="name the probability p and write down what one may win and lose.",
            meaning="One chance in five is enough, if one believes in it.",
            mistakes=(
                Mistake(lambda: COST_ALONE / GAIN_TOGETHER,
                        "This is cost over gain; the odds, not the chance."),
                Mistake(lambda: GAIN_TOGETHER / (COST_ALONE + GAIN_TOGETHER),
                        "That is the chance of failure that one can bear; give that of success."),
                Mistake(lambda: GAIN_TOGETHER / COST_ALONE,
                        "This is gain over cost; a probability lies between 0 and 1."),
            ),
        ),
    },
)

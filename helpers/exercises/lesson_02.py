"""Lesson 02, Will it last? Honest forecasting."""

import numpy as np
import pandas as pd

from helpers.data import load
from helpers.exercises import ANY, Exercise, Headline, Lesson, Mistake, Prediction
from helpers.models.forecasting import bias, log_linear_interval, mape
from helpers.models.growth import (
    DAYS_PER_MONTH,
    bass_peak_time,
    bass_share,
    doubling_time,
    exponential_fit,
    logistic,
    logistic_fit,
)

TARGET = "2026-02-27"
BASS_P, BASS_Q = 0.03, 0.38
INVENTED_OLD, INVENTED_NEW, INVENTED_DAYS = 30, 200, 31
NOT_IN_THE_ARTICLE = "weekly_users_2024_10_02"


def weekly(after_2024=False):
    users = load("users", after_2024=after_2024)
    return users[(users.definition == "weekly_active") & (users.entity == "ChatGPT")]


def to_the_day(frame):
    return frame[frame.precision == "day"]


def known():
    return to_the_day(weekly())


def later():
    users = weekly(after_2024=True)
    return users[users.date > "2024-12-31"]


def later_days():
    return to_the_day(later())


def months(dates):
    return np.array((dates - known().date.iloc[0]).dt.days) / DAYS_PER_MONTH


def three_points():
    three = known()
    three = three[three.id != NOT_IN_THE_ARTICLE]
    return months(three.date), np.array(three.count_m)


def target():
    return (pd.Timestamp(TARGET) - known().date.iloc[0]).days / DAYS_PER_MONTH


def exponential_at(t):
    level, rate = exponential_fit(*three_points())
    return level * np.exp(rate * t)


def straight_at(t):
    slope, level = np.polyfit(*three_points(), deg=1)
    return level + slope * t


def axes_swapped():
    t, y = three_points()
    return np.polyfit(np.log(y), t, deg=1)[0]


def last_step_rate():
    t, y = three_points()
    return np.log(y[-1] / y[-2]) / (t[-1] - t[-2])


def outer_rate():
    t, y = three_points()
    return np.log(y[-1] / y[0]) / (t[-1] - t[0])


def rate():
    return exponential_fit(*three_points()).rate


def from_the_last_point():
    t, y = three_points()
    return y[-1] * np.exp(rate() * (target() - t[-1]))


def with_rate_as_percentage():
    return exponential_at(0) * (1 + rate()) ** target()


def from_the_first_point():
    return three_points()[1][0] * np.exp(rate() * target())


def gaps():
    return np.array(known().date.diff().dt.days)[-2:]


def doubling_times():
    announced = np.array(known().count_m)
    return tuple(doubling_time(announced[-3:-1], announced[-2:], gaps()).tolist())


def first_doubling_time():
    first, second = known().count_m[:2]
    return doubling_time(first, second, known().date.diff().dt.days.iloc[1])


def equal_numbers():
    announced = np.array(known().count_m)
    return tuple((gaps() * announced[-3:-1] / (announced[-2:] - announced[-3:-1])).tolist())


def score(measure):
    actual = np.array(later_days().count_m)
    no_change = np.full(actual.size, three_points()[1][-1])
    return measure(no_change, actual), measure(exponential_at(months(later_days().date)), actual)


def in_millions(forecast, actual):
    return np.mean(np.abs(forecast - actual))


def interval(level):
    return tuple(log_linear_interval(*three_points(), target(), level))


def interval_with_normal_quantile():
    low, high = interval(0.5)
    half_width = np.log(high / low) / 2
    return tuple(exponential_at(target()) * np.exp(np.array([-1.96, 1.96]) * half_width))


def misses(ceiling):
    from scipy.optimize import least_squares

    t, y = three_points()
    fit = least_squares(lambda curve: logistic(t, ceiling, *curve) / y - 1,
                        logistic_fit(t, y, ceiling))
    return fit.fun


def both_ceilings(measure):
    return tuple(float(measure(misses(ceiling))) for ceiling in (1e4, 1e5))


def squares(relative):
    return np.sum(relative**2)


def squares_in_millions(relative):
    return np.sum((relative * three_points()[1])**2)


def bass_peak():
    peak = bass_peak_time(BASS_P, BASS_Q)
    return float(peak), float(bass_share(peak, BASS_P, BASS_Q))


LESSON = Lesson(
    headline=Headline(
        claim="C2-06",
        confidence=0.7,
        supports="the feature is real, it came before the last announcement, and the figures "
                 "went on rising.",
        against="search was five weeks old, Canvas was for payers first, growth was slower "
                "across the launches than right before them, and four announcements without a "
                "comparison cannot carry a cause.",
    ),
    predictions={
        "02-feb26": Prediction(
            asks="how many weekly users on 27 February 2026?", unit="million weekly users",
            low=0, high=10_000, outcome=lambda: later_days().count_m.iloc[-1], rows=later),
        "02-range": Prediction(
            asks="between which two numbers, with nine chances in ten?",
            unit="million weekly users", low=0, high=100_000, many=2,
            outcome=lambda: later_days().count_m.iloc[-1]),
    },
    exercises={
        "02-1": Exercise(
            answer=rate, tolerance=0.001, unit="a fraction per month",
            start="take the logarithm of the three levels first.",
            meaning="A slope on the logarithm is a growth rate: about eight percent a month.",
            mistakes=(
                Mistake(lambda: rate() / DAYS_PER_MONTH,
                        "That is per day; the axis is in months."),
                Mistake(lambda: np.polyfit(*three_points(), deg=1)[0],
                        "That is the slope of the straight line, in millions; take the logarithm "
                        "of y first."),
                Mistake(lambda: rate() / np.log(10),
                        "That is the logarithm to base 10; np.log is the natural one."),
                Mistake(outer_rate,
                        "Close, not equal: give the slope on all three points, neither from the "
                        "first to the last nor as e to its power minus 1."),
                Mistake(lambda: rate() / np.log(2),
                        "That is the logarithm to base 2; np.log is the natural one."),
                Mistake(axes_swapped, "Time and users are swapped: slope takes t first."),
                Mistake(last_step_rate,
                        "This joins the last two points; least squares uses all three."),
            ),
        ),
        "02-2": Exercise(
            answer=lambda: exponential_at(target()), tolerance=5, unit="million weekly users",
            start="multiply the rate by the months up to the target first.",
            meaning="Almost twice the straight line, from the same three points.",
            mistakes=(
                Mistake(from_the_last_point,
                        "This starts at the last point; the fitted curve starts at its own level."),
                Mistake(from_the_first_point,
                        "This starts at the first point; the fitted curve starts at its own "
                        "level."),
                Mistake(with_rate_as_percentage,
                        "The rate is a slope of the logarithm: use np.exp of it, not 1 plus it."),
                Mistake(lambda: three_points()[1][-1] * np.exp(rate() * target()),
                        "This lets the last announcement grow from the first day on; take the "
                        "level of the curve."),
                Mistake(lambda: exponential_at(target() * DAYS_PER_MONTH),
                        "These are days; the rate is per month."),
                Mistake(lambda: straight_at(target()), "That is the straight line."),
                Mistake(lambda: rate() * target(),
                        "That is the logarithm of a growth factor; np.exp undoes the logarithm."),
                Mistake(lambda: np.exp(rate() * target()),
                        "That is the growth factor; multiply it by the level of the curve."),
            ),
        ),
        "02-3": Exercise(
            answer=lambda: (*doubling_times(), bool(np.less(*doubling_times()[::-1]))),
            tolerance=(1, 1, 0), parts=("before", "across", "faster"), unit="days",
            start="compute the doubling time from August to October.",
            meaning="Across the launches a doubling would have taken more than twice as long.",
            mistakes=(
                Mistake(lambda: (*doubling_times(), True),
                        "Compare the doubling times: longer is slower."),
                Mistake(lambda: (*gaps().tolist(), ANY),
                        "Those are the days between announcements; users did not double in them."),
                Mistake(lambda: (first_doubling_time(), doubling_times()[0], ANY),
                        "One announcement too early: arrays count from 0."),
                Mistake(lambda: (*doubling_times()[::-1], ANY),
                        "Right times, wrong order: before comes first."),
                Mistake(lambda: (*(days / DAYS_PER_MONTH for days in doubling_times()), ANY),
                        "Those are months; give days."),
                Mistake(lambda: (*equal_numbers(), ANY),
                        "Equal numbers a day; a doubling time assumes equal percentages."),
            ),
        ),
        "02-a": Exercise(
            answer=lambda: doubling_time(INVENTED_OLD, INVENTED_NEW, INVENTED_DAYS),
            tolerance=0.15, unit="days",
            start="find the month with the largest jump.",
            meaning="The months before double in more than two months; a jump like this asks for "
                    "a source, or for an answer to what changed in the counting.",
            mistakes=(
                Mistake(INVENTED_DAYS * INVENTED_OLD / INVENTED_NEW,
                        "This divides the days by the growth factor; use the logarithm, or "
                        "doubling_time."),
                Mistake(INVENTED_DAYS * INVENTED_OLD / (INVENTED_NEW - INVENTED_OLD),
                        "Equal numbers a day; a doubling time assumes equal percentages."),
                Mistake(INVENTED_NEW / INVENTED_OLD,
                        "That is the growth factor; doubling_time turns it into days."),
                Mistake(INVENTED_DAYS, "That is the length of the month; it more than doubled."),
                Mistake(lambda: doubling_time(INVENTED_OLD, INVENTED_NEW, INVENTED_DAYS - 1),
                        "From the last day of April to the last of May there are 31 days."),
                Mistake(lambda: doubling_time(INVENTED_OLD, INVENTED_NEW, 1),
                        "That is in months; give days."),
                Mistake(lambda: doubling_time(22, INVENTED_OLD, 30),
                        "That is the month before the jump."),
            ),
        ),
        "02-4": Exercise(
            answer=lambda: score(mape), tolerance=0.005, parts=("no change", "exponential"),
            unit="fractions", start="divide each forecast by what happened, and subtract 1.",
            meaning="The exponential missed by a third of what no change missed by.",
            mistakes=(
                Mistake(lambda: score(bias),
                        "Signs cancel: that is bias; take absolute values."),
                Mistake(lambda: tuple(100 * part for part in score(mape)), "Give fractions."),
                Mistake(lambda: score(mape)[::-1], "Right scores, wrong order."),
                Mistake(lambda: score(in_millions),
                        "These misses are in millions; divide each by what happened."),
                Mistake(lambda: (ANY, abs(exponential_at(target())
                                          / later_days().count_m.iloc[-1] - 1)),
                        "The second score is that of the last date alone; average all five."),
                Mistake(lambda: score(lambda forecast, actual: mape(actual, forecast)),
                        "This divides by the forecast; divide by what happened."),
            ),
        ),
        "02-5": Exercise(
            answer=lambda: interval(0.95), tolerance=(3, 1000), parts=("low", "high"),
            unit="million weekly users", start="ask the helper for a level of 0.95.",
            meaning="From a fraction of what was announced already to almost three times "
                    "humanity: three points alone can exclude next to nothing.",
            mistakes=(
                Mistake(interval_with_normal_quantile,
                        "1.96 is for many points; with one degree of freedom the factor is 12.7."),
                Mistake(lambda: interval(0.99), "That is the 99% interval."),
                Mistake(lambda: interval(0.5), "That is the 50% interval."),
                Mistake(lambda: interval(0.9), "That is the 90% interval of the table."),
                Mistake(lambda: interval(0.95)[::-1], "Right ends, wrong order: low comes first."),
            ),
        ),
        "02-6": Exercise(
            answer=lambda: both_ceilings(squares), tolerance=0.00006,
            parts=("ceiling 10,000", "ceiling 100,000"),
            start="divide the fitted levels by y and subtract 1.",
            meaning="Ten times the ceiling, and the error moves by less than three percent: a flat "
                    "profile has no best value.",
            mistakes=(
                Mistake(lambda: both_ceilings(squares_in_millions),
                        "These misses are in millions; divide by y first."),
                Mistake(lambda: both_ceilings(lambda miss: np.mean(miss**2)),
                        "That is the mean of the squares; add them up."),
                Mistake(lambda: both_ceilings(np.sum),
                        "These misses cancel; square each before you add."),
            ),
        ),
        "02-7": Exercise(
            answer=bass_peak, tolerance=(0.02, 0.001), parts=("peak", "share"),
            unit="years and a fraction", start="ask the helper for the time of the peak.",
            meaning="The peak of adoptions comes before half of the people are in.",
            mistakes=(
                Mistake(lambda: (bass_peak()[0] / 12, ANY),
                        "p and q are per year: no division by 12."),
                Mistake(lambda: (12 * bass_peak()[0], ANY), "Those are months; give years."),
                Mistake((0, 0), "p and q are swapped: innovation p comes before imitation q."),
                Mistake(lambda: (bass_peak()[0], 0.5),
                        "Half is the case without innovation, p = 0."),
            ),
        ),
        "02-8": Exercise(
            answer=lambda: score(mape)[0] / 2, tolerance=0.25,
            unit="the score of your rule, a fraction",
            start="write your rule as one number for each later date.",
            meaning="Your rule beats no change. Would you have trusted it in December 2024?",
            mistakes=(
                Mistake(lambda: score(bias)[0],
                        "Signs cancel: that is bias, and of no change; take mape of your rule."),
                Mistake(ANY, "This does not beat no change, or is no score. Under 0, signs have "
                             "cancelled; at 0, the rule has seen what happened; far above 1, it "
                             "is a percentage."),
            ),
        ),
    },
)

"""Lesson 07, Boat and paddles: bargaining with Microsoft."""

import numpy as np

from helpers.data import load
from helpers.exercises import ANY, Exercise, Headline, Lesson, Mistake, Prediction
from helpers.models.bargaining import gross_flows, hold_up_efficiency, nash_bargain

TOGETHER = 100
GUESSED, BASE, HIRING = (10, 40), (20, 30), (5, 60)
TARGET, SHARE_KEPT = 40, 0.5
CIRCLE = [[0, 0.8, 0], [0.1, 0, 0.35], [0.05, 0, 0]]
LATER_EVENTS = ("first_refusal", "azure_250", "exclusivity_ends")


def split(outside):
    return tuple(nash_bargain(TOGETHER, *outside))


def half_gain(outside):
    return (TOGETHER - sum(outside)) / 2


def slope():
    return split((BASE[0] + 1, BASE[1]))[0] - split(BASE)[0]


def forecast_bn(kind):
    return load("costs").set_index("id").value[f"{kind}_2024_forecast"]


def compute_bn():
    return forecast_bn("inference") + forecast_bn("training")


def customers_bn():
    return load("revenue").set_index("id").usd_bn["revenue_2024_forecast_sept"]


def microsoft_outside_at_target():
    from scipy.optimize import brentq

    return brentq(lambda outside: split((BASE[0], outside))[0] - TARGET, 0, TOGETHER - BASE[0])


def with_sum(values):
    return (*map(float, values), float(sum(values)))


def booked():
    return with_sum(gross_flows(CIRCLE, entry=0))


def first_column():
    return with_sum(np.linalg.inv(np.eye(len(CIRCLE)) - np.array(CIRCLE))[:, 0])


def later_funding():
    rows = load("funding", after_2024=True).query(
        "id in ['microsoft_committed_2025_09', 'microsoft_paid_in_2025_09']")
    return rows[["date", "entity", "usd_bn", "definition", "nature", "source_id"]]


def paid_in_bn():
    return later_funding().set_index("definition").usd_bn["paid_in"]


def azure_bn():
    return load("terms", after_2024=True).set_index("id").value["azure_commitment_2025"]


def later_events():
    rows = load("events", after_2024=True).query("id in @LATER_EVENTS")
    return rows[["date", "title", "nature", "source_id"]]


ORDER = "Right parts, wrong order: OpenAI first, then Microsoft."
ALL_COSTS = "That is over all costs; the bill here is compute alone."
MICROSOFT_SIDE = "Only half of what Microsoft gains outside is lost to OpenAI; solve for d."

LESSON = Lesson(
    headline=Headline(
        claim="C4-16",
        confidence=0.6,
        supports="Azure was the exclusive cloud; compute was four fifths of the costs forecast "
                 "for 2024; Semafor reported that a significant portion of the money was cloud "
                 "computing.",
        against="no share was ever published, and \"probably\" is the article's own word; "
                "customers' money could pay about half of the compute bill, and other investors "
                "paid as well.",
    ),
    predictions={
        "07-split": Prediction(
            asks="how much of the 100 does the weaker partner get?",
            unit="of 100", low=0, high=100, outcome=lambda: split(GUESSED)[0],
        ),
        "07-paid": Prediction(
            asks="how much of Microsoft's commitment had been paid in by 30 September 2025?",
            unit="billion dollars", low=0, high=100, outcome=paid_in_bn, rows=later_funding,
        ),
        "07-azure": Prediction(
            asks="how much more Azure did OpenAI promise to buy in October 2025?",
            unit="billion dollars", low=0, high=10_000, outcome=azure_bn, rows=later_events,
        ),
    },
    exercises={
        "07-1": Exercise(
            answer=lambda: split(BASE), tolerance=0.01, parts=("OpenAI", "Microsoft"),
            unit="parts of 100", start="compute the gain: 100 minus both outside options.",
            meaning="Both gain the same; the one who had more outside ends with more.",
            mistakes=(
                Mistake((TOGETHER / 2, TOGETHER / 2), "Outside options are missing: half of "
                        "everything would leave nothing for what each has without a deal."),
                Mistake(lambda: (half_gain(BASE),) * 2, "Add back what each has outside."),
                Mistake(BASE, "That is what each has outside; add half of the gain."),
                Mistake(lambda: split(BASE)[::-1], ORDER),
                Mistake(lambda: (BASE[0], TOGETHER - BASE[0]),
                        "Here Microsoft takes the whole gain; with equal power it is halved."),
                Mistake(lambda: tuple(TOGETHER * own / sum(BASE) for own in BASE),
                        "That shares the 100 in proportion; give each its outside option and "
                        "half of the gain."),
            ),
        ),
        "07-2": Exercise(
            answer=lambda: split(HIRING), tolerance=0.01, parts=("OpenAI", "Microsoft"),
            unit="parts of 100", start="compute the gain that is left: 100 - 5 - 60.",
            meaning="Half of what it was, in a model with illustrative numbers, and nobody had "
                    "moved yet.",
            mistakes=(
                Mistake(lambda: (half_gain(HIRING),) * 2,
                        "That is the split surplus only; add what each has outside."),
                Mistake(lambda: split(HIRING)[::-1], "Order: OpenAI, then Microsoft."),
                Mistake(lambda: split(BASE),
                        "That is the bargain before the announcement; take the new options."),
                Mistake(lambda: split((HIRING[0], BASE[1])),
                        "Only OpenAI's outside option has moved; Microsoft's rises as well."),
                Mistake(lambda: split((BASE[0], HIRING[1])),
                        "Only Microsoft's outside option has moved; OpenAI's falls as well."),
            ),
        ),
        "07-3": Exercise(
            answer=slope, tolerance=0.001, unit="parts of 100",
            start="compute OpenAI's part with 21 outside.",
            meaning="What one gains outside counts for half at the table, when power is equal.",
            mistakes=(
                Mistake(1, "Half of the gain is shared: one point more outside is one point less "
                           "to share."),
                Mistake(lambda: -slope(), "Own outside option helps: later minus earlier."),
                Mistake(lambda: split((BASE[0] + 1, BASE[1]))[0],
                        "That is the new part; take the old one away."),
                Mistake(0, "The part does change: call the helper with 21, not with 20."),
            ),
        ),
        "07-a": Exercise(
            answer=lambda: "c", start="look for the sentence with an \"if\".",
            unit="a letter, such as \"a\"",
            meaning="It is the only one that takes no more from the model than was put in.",
            mistakes=(
                Mistake("a", "The 100 is a unit and not the profit; who received what stands in "
                             "no table here."),
                Mistake("b", "The model has outside options and no intentions; on record is an "
                             "offer, announced and never carried out."),
                Mistake("d", "Whether one cloud was a mistake depends on what it brought; the "
                             "model was not asked."),
            ),
        ),
        "07-4": Exercise(
            answer=lambda: customers_bn() / compute_bn(), tolerance=0.002,
            unit="a fraction, such as 0.25",
            start="look at customers and compute, both in billions for 2024.",
            meaning="About half, if customers' money goes to compute first.",
            mistakes=(
                Mistake(lambda: customers_bn() / (compute_bn() + forecast_bn("staff")), ALL_COSTS),
                Mistake(lambda: customers_bn() / (customers_bn() + forecast_bn("loss")),
                        ALL_COSTS),
                Mistake(lambda: compute_bn() / customers_bn(), "Turn it over: customers' money "
                        "over the bill."),
                Mistake(lambda: customers_bn() / forecast_bn("inference"),
                        "That is over answering alone; training is compute too."),
                Mistake(lambda: 1 - customers_bn() / compute_bn(),
                        "That is the rest, left to investors and credits."),
            ),
        ),
        "07-5": Exercise(
            answer=microsoft_outside_at_target, tolerance=0.1, unit="parts of 100",
            start="write OpenAI's part with an unknown outside option of Microsoft.",
            meaning="Ten points more outside for Microsoft cost OpenAI five.",
            mistakes=(
                Mistake(lambda: TOGETHER - TARGET,
                        "That is what Microsoft gets then; set OpenAI's part equal to its target "
                        "and solve for d."),
                Mistake(lambda: BASE[1] + split(BASE)[0] - TARGET, MICROSOFT_SIDE),
                Mistake(lambda: TARGET - BASE[0],
                        "That is OpenAI's gain; it is half of the whole gain, so double it "
                        "and take it away from what is left of the 100."),
                Mistake(lambda: 2 * (split(BASE)[0] - TARGET),
                        "That is the rise of d; add it to the 30."),
            ),
        ),
        "07-6": Exercise(
            answer=lambda: hold_up_efficiency(SHARE_KEPT), tolerance=0.001,
            unit="a fraction, such as 0.25", start="compute e − e²/2 with e = 0.5.",
            meaning="Half of the effort is lost, and a quarter of the surplus.",
            mistakes=(
                Mistake(SHARE_KEPT ** 2, "That is the cost of the effort over the best surplus; "
                        "take what is created minus that cost."),
                Mistake(SHARE_KEPT, "That is the effort; the question is about the surplus."),
                Mistake(lambda: hold_up_efficiency(SHARE_KEPT) / 2,
                        "That is the surplus itself; divide it by the best one, with e = 1."),
                Mistake(1, "Only a full share gives full effort."),
            ),
        ),
        "07-7": Exercise(
            answer=booked, tolerance=(0.002, 0.002, 0.002, 0.005),
            parts=("model firm", "cloud firm", "chip firm", "together"), unit="dollars",
            start="subtract Q from the identity matrix, np.eye(3).",
            meaning="More than two dollars are booked for one that came from outside.",
            mistakes=(
                Mistake(lambda: with_sum((1, CIRCLE[0][1], 0)),
                        "One round only; invert I − Q to add all rounds."),
                Mistake(lambda: with_sum(CIRCLE[0]),
                        "That is the first payment only; invert I − Q to add all rounds."),
                Mistake(first_column, "That is the first column; take the row of the entry "
                                      "point."),
                Mistake(lambda: (*booked()[:3], 1),
                        "The three are right; together is their sum, not the dollar from "
                        "outside."),
                Mistake((1, ANY, ANY, ANY), "The outside dollar is the first round; some of it "
                        "comes back to the model firm and is booked again."),
            ),
        ),
    },
)

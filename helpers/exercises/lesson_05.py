"""Lesson 05, The bill: from run-rate to runway."""

from helpers.data import load
from helpers.exercises import ANY, Exercise, Headline, Lesson, Mistake, Prediction
from helpers.models.finance import (
    burn_multiple,
    rule_of_40,
    run_rate_to_revenue,
    runway_months,
    simulate_runway,
)

PATHS, MONTHS = 20_000, 24
RAISE_PROBABILITY = 0.8
RISE_SINCE_JANUARY_2023 = 17
ILLUSTRATIVE = {
    "growth": 0.08, "growth_sd": 0.025, "cost_growth": 0.05, "cost_growth_sd": 0.015,
    "noise_sd": 0.04, "raise_window": (2, 9), "seed": 2024,
}
SHOWN = ["id", "value", "definition", "nature"]


def claimed(claim):
    return load("claims").set_index("id").value[claim]


def claimed_bn(claim):
    return claimed(claim) / 1e9


def cost(row, after_2024=False):
    return load("costs", after_2024=after_2024).set_index("id").value[row]


def sales_bn(row, after_2024=False):
    return load("revenue", after_2024=after_2024).set_index("id").usd_bn[row]


def forecast_bn():
    return sales_bn("revenue_2024_forecast_sept")


def planned_bn():
    return sum(cost(f"{part}_2024_forecast") for part in ("inference", "training", "staff"))


def implied_cash_bn():
    return claimed_bn("C1-06") * claimed("C1-07") / 12


def cents_for_answering():
    return 100 * cost("inference_2024_forecast") / planned_bn()


def implied_revenue_bn():
    return claimed_bn("C1-08") + claimed_bn("C1-09") - claimed_bn("C1-06")


def both_splits():
    return cost("inference_2024_forecast"), cost("inference_2024_epoch")


def margins(taken, revenue_bn):
    return tuple(1 - part / revenue_bn for part in taken)


def months_of_reported_cash(annual_burn):
    return runway_months(cost("cash_2024_06"), annual_burn)


def need(*, cash, raise_probability, month=MONTHS, **changes):
    run = simulate_runway(
        PATHS, MONTHS, cash=cash, raise_probability=raise_probability,
        **{"revenue": claimed_bn("C1-41") / 12, "cost": planned_bn() / 12,
           "raise_amount": claimed_bn("C1-35"), **ILLUSTRATIVE, **changes})
    return run.probability_by(month)


def revenue_growth_a_month():
    grew = sales_bn("revenue_2025_leaked", True) / sales_bn("revenue_2024", True)
    return grew ** (1 / 12) - 1


def cost_growth_a_month():
    return (cost("costs_2025_leaked", True) / cost("costs_2024_leaked", True)) ** (1 / 12) - 1


def growth_seen_later():
    return {"growth": round(revenue_growth_a_month(), 2),
            "cost_growth": round(cost_growth_a_month(), 3)}


def month_of_august_2024_m():
    return 1000 * sales_bn("revenue_month_2024_08")


def run_rate_added_bn():
    return claimed_bn("C1-41") * (1 - 1 / claimed("C1-42"))


def thumb_rules():
    margin = -claimed_bn("C1-06") / forecast_bn()
    return (burn_multiple(claimed_bn("C1-06"), run_rate_added_bn()),
            rule_of_40(claimed("C1-42") - 1, margin))


def accounts(*rows):
    frame = load("costs", after_2024=True).query("id in @rows")
    return frame[SHOWN].reset_index(drop=True)


LESSON = Lesson(
    headline=Headline(
        claim="C1-07",
        confidence=0.8,
        supports="the report exists, and without new money about half of the paths of a model "
                 "with illustrative parameters, and with the cash that the claim implies, go "
                 "below zero within a year, and most within two.",
        against="it is a sum at constant spending that takes the loss for the burn, and it holds "
                "only if nobody pays in: 6.6 billion dollars came on 2 October 2024, in the week "
                "that the letter of the finance chief had announced.",
    ),
    predictions={
        "05-answering": Prediction(
            asks="of every dollar of planned costs, how many cents go to answering users?",
            unit="cents of a dollar", low=0, high=100, outcome=cents_for_answering,
        ),
        "05-loss": Prediction(
            asks="what operating loss do the leaked accounts give for 2024?",
            unit="billion dollars", low=0, high=50,
            outcome=lambda: cost("operating_loss_2024_leaked", True),
            rows=lambda: accounts("costs_2024_leaked", "operating_loss_2024_leaked",
                                  "net_loss_2024_leaked", "net_loss_2024_press"),
        ),
        "05-growth": Prediction(
            asks="by how many percent a month did costs grow from 2024 to 2025?",
            unit="% a month", low=-20, high=50,
            outcome=lambda: 100 * cost_growth_a_month(),
            rows=lambda: accounts("costs_2024_leaked", "costs_2025_leaked"),
        ),
    },
    exercises={
        "05-1": Exercise(
            answer=implied_revenue_bn, tolerance=0.01, unit="billion dollars",
            start="add computing and staff first: these are the costs.",
            meaning="It is below the four billion that the article prints elsewhere, and near the "
                    "forecast for the year.",
            mistakes=(
                Mistake(lambda: claimed_bn("C1-08") + claimed_bn("C1-09") + claimed_bn("C1-06"),
                        "Loss = costs − revenue, so the loss is subtracted from the costs."),
                Mistake(lambda: -implied_revenue_bn(), "Revenue is positive; swap the terms."),
                Mistake(lambda: claimed_bn("C1-08") - claimed_bn("C1-06"),
                        "Staff is missing: the costs have two parts."),
                Mistake(lambda: claimed_bn("C1-08") + claimed_bn("C1-09"),
                        "That is the sum of the costs; take the loss away from it."),
                Mistake(lambda: claimed_bn("C1-41"),
                        "That is the run-rate that the article prints; work from costs and loss."),
                Mistake(forecast_bn, "That is a forecast from another newsroom; use the "
                                     "article's own three numbers."),
            ),
        ),
        "05-2": Exercise(
            answer=lambda: run_rate_to_revenue(2), tolerance=0.005, unit="a ratio above 1",
            start="say which growth, as a fraction, means tripling.",
            meaning="For 2024 the two run-rates of December over the forecast of the year give "
                    "about 1.6 and 1.5.",
            mistakes=(
                Mistake(3, "That is end over start; compare the end with the average."),
                Mistake(1.5, "A straight line would give this; growth compounds."),
                Mistake(lambda: run_rate_to_revenue(3),
                        "A growth of 3 means four times as much; tripling is a growth of 2."),
                Mistake(lambda: run_rate_to_revenue(1),
                        "That is the doubling of section 2; here it triples."),
                Mistake(lambda: 1 / run_rate_to_revenue(2),
                        "This is revenue over run-rate; turn it over."),
            ),
        ),
        "05-3": Exercise(
            answer=lambda: margins(both_splits(), forecast_bn()), tolerance=0.002,
            parts=("july", "epoch"), unit="fractions",
            start="divide each cost of answering by the revenue of the year.",
            meaning="With one split, answering alone costs more than the revenue; with the other, "
                    "nearly half of it is left.",
            mistakes=(
                Mistake(lambda: margins([cost("compute_2024_epoch")] * 2, forecast_bn()),
                        "Training is not a cost of answering: take the answering alone."),
                Mistake(lambda: (-claimed_bn("C1-06") / forecast_bn(), ANY),
                        "That is loss over revenue; only the cost of answering comes off here."),
                Mistake(lambda: margins((cost("training_2024_forecast"),
                                         cost("research_compute_2024_epoch")), forecast_bn()),
                        "These take off the training; take the answering."),
                Mistake(lambda: margins(both_splits(), forecast_bn())[::-1],
                        "Right margins, wrong order: July comes first."),
                Mistake(lambda: tuple(part / forecast_bn() for part in both_splits()),
                        "This is the share of revenue that answering takes; the margin is what "
                        "is left of 1."),
                Mistake(lambda: margins(both_splits(), claimed_bn("C1-41")),
                        "This divides by the run-rate; take the revenue of the year, `earned`."),
            ),
        ),
        "05-4": Exercise(
            answer=lambda: months_of_reported_cash(2 * cost("burn_2024_h1")), tolerance=0.1,
            unit="months", start="turn the burn of six months into that of a year.",
            meaning="Half a year more than the headline, from the same summer.",
            mistakes=(
                Mistake(lambda: cost("cash_2024_06") / cost("burn_2024_h1"),
                        "0.34 is for six months; these are half-years."),
                Mistake(lambda: months_of_reported_cash(claimed_bn("C1-06")),
                        "That reads the loss as burn."),
                Mistake(lambda: months_of_reported_cash(cost("burn_2024_h1")),
                        "0.34 is the burn of six months; the formula wants that of a year."),
                Mistake(lambda: months_of_reported_cash(2 * cost("burn_2024_h1")) / 12,
                        "These are years; give months."),
                Mistake(lambda: 2 * cost("burn_2024_h1"),
                        "That is the burn of a year; divide the cash by it."),
                Mistake(lambda: months_of_reported_cash(cost("burn_2024_h1") / 2),
                        "This halves the burn; a year has two half-years."),
                Mistake(lambda: runway_months(implied_cash_bn(), 2 * cost("burn_2024_h1")),
                        "That starts from the implied cash; take `reported_cash`."),
            ),
        ),
        "05-5": Exercise(
            answer=lambda: need(cash=implied_cash_bn(), raise_probability=RAISE_PROBABILITY),
            tolerance=0.015, unit="a fraction",
            start="run the simulation with raise_probability=0.8 first.",
            meaning="Nearly one path in two, with a standard error far smaller than what the "
                    "assumptions can move.",
            mistakes=(
                Mistake(lambda: need(cash=implied_cash_bn(), raise_probability=0),
                        "The raise never arrives: p = 0."),
                Mistake(lambda: need(cash=cost("cash_2024_06"),
                                     raise_probability=RAISE_PROBABILITY),
                        "Opening cash is 1, not 5."),
                Mistake(lambda: need(cash=implied_cash_bn(), raise_probability=1),
                        "The raise is certain: p = 1."),
                Mistake(lambda: need(cash=implied_cash_bn(), month=12,
                                     raise_probability=RAISE_PROBABILITY),
                        "That is within 12 months; ask for 24."),
                Mistake(lambda: 1 - need(cash=implied_cash_bn(),
                                         raise_probability=RAISE_PROBABILITY),
                        "That is the share of paths that never need money."),
            ),
        ),
        "05-6": Exercise(
            answer=lambda: month_of_august_2024_m() / (1 + RISE_SINCE_JANUARY_2023),
            tolerance=0.05, unit="million dollars",
            start="find the factor that stands for up 1,700%.",
            meaning="A year and a half turned a small firm's sales into a large one's.",
            mistakes=(
                Mistake(lambda: month_of_august_2024_m() / RISE_SINCE_JANUARY_2023,
                        "+1,700% is ×18, not ×17."),
                Mistake(lambda: month_of_august_2024_m() * (1 + RISE_SINCE_JANUARY_2023),
                        "Divide; January came first."),
                Mistake(lambda: month_of_august_2024_m() / 1e3 / (1 + RISE_SINCE_JANUARY_2023),
                        "That is in billions; give millions."),
                Mistake(lambda: month_of_august_2024_m() / (100 * RISE_SINCE_JANUARY_2023),
                        "This divides by the percentage; turn it into a factor first."),
            ),
        ),
        "05-7": Exercise(
            answer=thumb_rules, tolerance=(0.01, 0.3),
            parts=("burn multiple", "rule of 40"),
            start="compute the run-rate that was added in the year.",
            meaning="The rule of 40 is passed by far, while nearly two dollars went for each "
                    "dollar of run-rate added, if the loss were the burn.",
            mistakes=(
                Mistake(lambda: (claimed_bn("C1-06") / claimed_bn("C1-41"), ANY),
                        "Net new run-rate is what was added: now minus a third of now."),
                Mistake(lambda: (run_rate_added_bn() / claimed_bn("C1-06"), ANY),
                        "The multiple is burn over run-rate added; turn it over."),
                Mistake(lambda: (ANY, rule_of_40(claimed("C1-42") - 1,
                                                 claimed_bn("C1-06") / forecast_bn())),
                        "The margin is negative."),
                Mistake(lambda: thumb_rules()[::-1],
                        "Right values, wrong order: the burn multiple comes first."),
                Mistake(lambda: (ANY, thumb_rules()[1] + 100),
                        "Three times as much is a growth of 2, not of 3."),
                Mistake(lambda: (ANY, thumb_rules()[1] / 100),
                        "The rule of 40 is in percentage points, not a fraction."),
            ),
        ),
        "05-8": Exercise(
            answer=lambda: need(cash=implied_cash_bn(), raise_probability=1,
                                **growth_seen_later()),
            tolerance=0.02, unit="a fraction",
            start="put the growth seen later into the setting.",
            meaning="One round was not enough in this model, and more rounds did follow.",
            mistakes=(
                Mistake(lambda: need(cash=implied_cash_bn(), raise_probability=1),
                        "The baseline growth is still there."),
                Mistake(lambda: need(cash=implied_cash_bn(), raise_probability=RAISE_PROBABILITY,
                                     **growth_seen_later()),
                        "The raise is certain here: p = 1."),
                Mistake(lambda: need(cash=implied_cash_bn(), raise_probability=1,
                                     cost_growth=growth_seen_later()["cost_growth"]),
                        "Only the growth of costs was changed; revenue grew faster too."),
            ),
        ),
    },
)

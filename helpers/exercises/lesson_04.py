"""Lesson 04, Selling it: Plus at 20 dollars."""

from helpers.data import load
from helpers.exercises import ANY, Exercise, Headline, Lesson, Mistake, Prediction
from helpers.models.pricing import (
    best_price_logit,
    breakeven_conversion,
    breakeven_subscribers,
    expected_paid_months,
    geometric_survival,
    lerner_elasticity,
    sbg_survival,
)

DAYS = 30
PAYING, TIMES = 0.05, 3
HEAVY = 7
CENT = 0.01
SHOP_FEE = 0.3
MONTHS, CHURN, ALPHA, BETA = 36, 0.1, 0.6, 5.4
MIDPOINT, SPREAD = 24, 8
PAYERS_AND_USERS = {
    "plus_subscribers_2024_09": "weekly_users_2024_08_29",
    "subscribers_2025_03": "weekly_users_2025_03_31",
    "subscribers_2025_07": "weekly_users_2025_07",
    "subscribers_2026_02_27": "weekly_users_2026_02_27",
}


def count_m(row):
    return load("users").set_index("id").count_m[row]


def price():
    return load("prices").set_index("id").value["plan_plus_2023"]


def daily_bill():
    return load("costs").set_index("id").value["daily_cost_repeated_2023"]


def cents_2023():
    return load("costs").set_index("id").value["cost_per_query_2023"]


def run_rate_2023():
    return 1e9 * load("revenue").set_index("id").usd_bn["run_rate_2023_10"]


def free_daily():
    mean = count_m("messages_2024_12") / count_m("weekly_users_2024_12_04")
    return mean / (1 - PAYING + PAYING * TIMES)


def payer_cost(daily, usd=CENT, days=DAYS):
    return usd * TIMES * daily * days


def share_needed(daily, usd=CENT):
    return breakeven_conversion(price(), usd, TIMES * daily * DAYS, daily * DAYS)


def carried(daily, usd=CENT):
    return 1 / share_needed(daily, usd) - 1


def flip_cents(daily, free_per_payer=(1 - PAYING) / PAYING, times=TIMES):
    """Cents at which one payer pays for themselves and for free_per_payer free users."""
    return 100 * price() / ((times + free_per_payer) * daily * DAYS)


def flips(**options):
    return (flip_cents(free_daily(), **options), flip_cents(HEAVY, **options))


def paid_months(first):
    """Mean months under both curves; first = 1 leaves out month 1, which everybody pays."""
    months = MONTHS + first
    curves = geometric_survival(CHURN, months), sbg_survival(ALPHA, BETA, months)
    return tuple(expected_paid_months(curve) - first for curve in curves)


def payers_and_users():
    """Payers and weekly users of the same weeks, millions, from September 2024 on."""
    users = load("users", after_2024=True).set_index("id")
    rows = users.loc[list(PAYERS_AND_USERS), ["date", "count_m", "nature", "source_id"]]
    weekly = users.count_m[list(PAYERS_AND_USERS.values())].to_numpy()
    return rows.rename(columns={"count_m": "payers_m"}).assign(weekly_m=weekly).reset_index()


def latest_share():
    latest = payers_and_users().iloc[-1]
    return 100 * latest.payers_m / latest.weekly_m


LESSON = Lesson(
    headline=Headline(
        claim="C3-04",
        confidence=0.7,
        supports="weak relays report a large loss for the year before, and the share of payers "
                 "that answering alone would need lies near the share that was observed.",
        against="the article gives no income; a year of its own bill is a fraction of the pace "
                "of sales two months later; and its doubts go back to one opinion piece.",
    ),
    predictions={
        "04-subs": Prediction(
            asks="how many subscribers would pay the article's daily bill?",
            unit="million subscribers", low=0, high=8000,
            outcome=lambda: DAYS * daily_bill() / price() / 1e6,
        ),
        "04-share": Prediction(
            asks="what share of the weekly users paid in February 2026?",
            unit="% of weekly users", low=0, high=100,
            outcome=latest_share, rows=payers_and_users,
        ),
    },
    exercises={
        "04-1": Exercise(
            answer=lambda: breakeven_subscribers(daily_bill(), price()), tolerance=5000,
            unit="subscribers", start="turn the bill of a day into the bill of one month first.",
            meaning="The calendar moves the break-even point a little; a shop's fee moves it a "
                    "lot.",
            mistakes=(
                Mistake(lambda: 365 * daily_bill() / price(),
                        "A year's cost over a month's price; divide the year by 12."),
                Mistake(lambda: DAYS * daily_bill() / price(),
                        "Twelve months of 30 days are 360 days; take 365 and divide by 12."),
                Mistake(lambda: daily_bill() / price(),
                        "One day's cost over a month's price; make both monthly."),
                Mistake(lambda: breakeven_subscribers(daily_bill(), price(), fee=SHOP_FEE),
                        "That takes the shop's fee away; here all of the price arrives."),
            ),
        ),
        "04-2": Exercise(
            answer=lambda: 365 * daily_bill() / run_rate_2023(), tolerance=0.003,
            unit="a fraction, such as 0.5",
            start="turn the bill of a day into the bill of a year, in billions of dollars.",
            meaning="The bill that the article prints is about a fifth of the pace of sales, so "
                    "it cannot explain a deficit by itself.",
            mistakes=(
                Mistake(lambda: 1000 * daily_bill() / run_rate_2023(),
                        "One day of cost in millions over a year of revenue in billions; make "
                        "the cost a year, and both billions."),
                Mistake(lambda: daily_bill() / run_rate_2023(),
                        "One day of cost over a year of revenue; make the cost a year."),
                Mistake(lambda: run_rate_2023() / (365 * daily_bill()),
                        "Revenue over cost; turn it over."),
            ),
        ),
        "04-3": Exercise(
            answer=lambda: price() - payer_cost(free_daily()), tolerance=0.05, unit="dollars",
            start="compute what a payer's messages of a month cost, in dollars.",
            meaning="Most of the price is left for others.",
            mistakes=(
                Mistake(lambda: price() - payer_cost(free_daily(), days=1),
                        "One day of messages; a month has 30."),
                Mistake(lambda: price() - payer_cost(HEAVY),
                        "That is 21 messages a day; take `paid`, about nine."),
                Mistake(lambda: price() - payer_cost(free_daily()) / TIMES,
                        "Too little is taken off: use one cent, not the cost of 2023, and "
                        "`paid`, not `free`."),
                Mistake(lambda: payer_cost(free_daily()),
                        "That is what a payer costs; take it away from the price."),
                Mistake(lambda: price() - payer_cost(free_daily(), usd=1),
                        "One cent is 0.01 dollars, not 1."),
            ),
        ),
        "04-4": Exercise(
            answer=lambda: share_needed(free_daily()), tolerance=0.0005,
            unit="a fraction of all users",
            start="divide what a payer leaves by the cost of a free user first.",
            meaning="One payer in twenty: that one carries nineteen free users.",
            mistakes=(
                Mistake(lambda: 1 / carried(free_daily()),
                        "Payers per free user; divide by all users, the payer among them."),
                Mistake(lambda: share_needed(HEAVY),
                        "That is seven messages a day; take `free`, about three."),
                Mistake(lambda: share_needed(free_daily(), cents_2023() / 100),
                        "That is the share at the cost of 2023; here a message costs one cent."),
                Mistake(lambda: 1 / (1 + price() / (payer_cost(free_daily()) / TIMES)),
                        "A payer's own messages cost too: take them off the price first."),
                Mistake(lambda: payer_cost(free_daily()) / price(),
                        "This divides by what a payer costs; divide by what a free user costs."),
                Mistake(lambda: carried(free_daily()),
                        "That is the number of free users carried; the share is 1 / (1 + that)."),
                Mistake(lambda: 100 * share_needed(free_daily()),
                        "This is a percentage; give a fraction."),
            ),
        ),
        "04-a": Exercise(
            answer=lambda: (count_m("plus_subscribers_2024_09")
                            / count_m("weekly_users_2024_12_04")),
            tolerance=0.0005, unit="a fraction of weekly users",
            start="divide the payers by the weekly users of December.",
            meaning="The payers are of September and the users of December, so the true share "
                    "of December lies above this unless payers left.",
            mistakes=(
                Mistake(lambda: (count_m("plus_subscribers_2024_09")
                                 / count_m("weekly_users_2024_08_29")),
                        "Those are the weekly users of August; take those of December."),
                Mistake(lambda: (count_m("weekly_users_2024_12_04")
                                 / count_m("plus_subscribers_2024_09")),
                        "Users over payers; turn it over."),
                Mistake(lambda: (count_m("plus_subscribers_2024_09")
                                 / count_m("monthly_users_2024_06")),
                        "Those are monthly users; take the weekly users of December."),
            ),
        ),
        "04-5": Exercise(
            answer=flips, tolerance=(0.015, 0.005), parts=("light", "heavy"),
            unit="cents a message",
            start="for each use, count the messages that one payer has to pay for: their own "
                  "and those of the free users they carry.",
            meaning="Twice the use, half the cost at which five in a hundred are enough: only "
                    "the product of the two counts.",
            mistakes=(
                Mistake(lambda: (flip_cents(free_daily(), 0), ANY),
                        "There a payer earns nothing; free users cost too."),
                Mistake(lambda: tuple(value / 100 for value in flips()), "Dollars; give cents."),
                Mistake(lambda: flips(free_per_payer=1 / PAYING),
                        "Five in a hundred: one payer carries nineteen free users, not twenty."),
                Mistake(lambda: flips(times=1),
                        "A payer writes three times as much as a free user: count 3 + 19."),
                Mistake(lambda: tuple(DAYS * value for value in flips()),
                        "That is for one day of messages; a month has 30."),
                Mistake(lambda: flips()[::-1],
                        "Right values, wrong order: light use comes first."),
            ),
        ),
        "04-6": Exercise(
            answer=lambda: paid_months(first=0), tolerance=0.05, parts=("geometric", "sbg"),
            unit="months",
            start="make both curves with 36 values, then add up each.",
            meaning="The same first month, and nearly twice the months paid: a churn measured "
                    "early says little about the years after.",
            mistakes=(
                Mistake((1 / CHURN, ANY), "10 months is for ever; stop at 36."),
                Mistake(lambda: paid_months(first=1),
                        "Month 1 is paid by everybody: the first value of a curve is 1."),
                Mistake(lambda: paid_months(first=0)[::-1],
                        "Right values, wrong order: the geometric curve comes first."),
            ),
        ),
        "04-7": Exercise(
            answer=lambda: lerner_elasticity(price(), payer_cost(free_daily())), tolerance=0.01,
            unit="a positive number", start="find what one more payer costs at one cent a message.",
            meaning="If the price were chosen for profit alone, one percent more would lose "
                    "little more than one percent of the payers.",
            mistakes=(
                Mistake(lambda: 1 / lerner_elasticity(price(), payer_cost(free_daily())),
                        "That is its inverse, the margin over the price."),
                Mistake(lambda: lerner_elasticity(price(), payer_cost(HEAVY)),
                        "That is the heavy case; take the light one."),
                Mistake(lambda: price() / payer_cost(free_daily()),
                        "This divides by the cost; divide by price minus cost."),
            ),
        ),
        "04-8": Exercise(
            answer=lambda: best_price_logit(payer_cost(free_daily()), MIDPOINT, SPREAD),
            tolerance=0.05, unit="dollars a month",
            start="compute the profit at many prices, then look for the largest.",
            meaning="The best price depends on a demand that nobody published: change the "
                    "midpoint, and it moves.",
            mistakes=(
                Mistake(MIDPOINT, "That is the midpoint of demand, where half would buy."),
                Mistake(price, "The actual price is not the answer to this model."),
                Mistake(lambda: best_price_logit(0, MIDPOINT, SPREAD),
                        "That maximises revenue; take the cost of a payer away from the price."),
            ),
        ),
    },
)

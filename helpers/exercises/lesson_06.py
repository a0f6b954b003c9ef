"""Lesson 06, Who owns the upside? Structure 2015, 2019, 2025."""

from helpers.data import load
from helpers.exercises import ANY, Exercise, Headline, Lesson, Mistake, Prediction
from helpers.models.ownership import (
    Terms,
    call_value,
    dilution,
    next_dollar,
    payout_waterfall,
    probability_above,
    tail_share_above,
    tranches,
)

NEXT_AT_BN = (10, 100, 250)
PAYOUTS_AT_BN, TOTAL_BN = 100, 1000
RIGHT_YEARS, RISKLESS_RATE, VOLATILITY = 1, 0.045, 0.6
MEDIAN_MULTIPLE, SIGMA = 3, 2


def term(name, after_2024=False):
    return load("terms", after_2024=after_2024).set_index("id").value[name]


def money(name, after_2024=False):
    return load("funding", after_2024=after_2024).set_index("id").usd_bn[name]


def terms(reading):
    limits = {"A": ("cap_microsoft_2023", "cap_others_2023"),
              "B": ("threshold_microsoft_2023", "threshold_all_2023")}[reading]
    return Terms(term("microsoft_recoups"), term("microsoft_share_before"),
                 term("microsoft_share_after"), term("others_share_after"),
                 *map(term, limits), reading)


def first_end():
    return tranches(terms("A")).from_profit[1]


def next_shares(reading):
    to_microsoft = [next_dollar(profit, terms(reading)).microsoft for profit in NEXT_AT_BN]
    return (*to_microsoft, next_dollar(NEXT_AT_BN[-1], terms(reading)).nonprofit)


def averages():
    return tuple(payout_waterfall(profit, terms("A")).microsoft / profit for profit in NEXT_AT_BN)


def microsoft_stops_at():
    schedule = tranches(terms("A"))
    return schedule.from_profit[schedule.microsoft.eq(0)].iloc[0]


def payouts():
    return tuple(payout_waterfall(PAYOUTS_AT_BN, terms("A")))


def of_all(shares):
    return tuple(PAYOUTS_AT_BN * share for share in shares)


def first_stage_shares():
    return of_all((term("microsoft_share_before"), 1 - term("microsoft_share_before"), 0))


def middle_stage_shares():
    return of_all((term("microsoft_share_after"), term("others_share_after"),
                   term("nonprofit_share_after")))


def middle_stage_alone():
    rest = (PAYOUTS_AT_BN - first_end()) / PAYOUTS_AT_BN
    return tuple(rest * payout for payout in middle_stage_shares())


def counted_twice():
    to_microsoft, to_others, to_nonprofit = middle_stage_shares()
    recouped = term("microsoft_recoups")
    return (to_microsoft + recouped, to_others + first_end() - recouped, to_nonprofit)


def nonprofit_share(reading):
    return payout_waterfall(TOTAL_BN, terms(reading)).nonprofit / TOTAL_BN


def both_readings():
    return (nonprofit_share("A"), nonprofit_share("B"))


def sold():
    asked, value = money("round_2024_target"), money("valuation_2024_09")
    return (dilution(asked, pre=value), dilution(asked, post=value))


def post_without_the_money():
    return money("round_2024_target") / (money("valuation_2024_09") - money("round_2024_target"))


def right_value(rate=RISKLESS_RATE, volatility=VOLATILITY):
    price = term("thrive_right_2024")
    return call_value(price, price, RIGHT_YEARS, rate, volatility)


def payoff_seen_later():
    return money("valuation_2025_03", after_2024=True) / money("valuation_2024_10") - 1


def tail():
    cap = term("cap_first_round_2019")
    return (probability_above(cap, MEDIAN_MULTIPLE, SIGMA),
            tail_share_above(cap, MEDIAN_MULTIPLE, SIGMA))


def put_in():
    return (money("microsoft_committed_2025_09", after_2024=True),
            money("microsoft_paid_in_2025_09", after_2024=True))


def multiples():
    stake = term("stake_value_microsoft_2025", after_2024=True)
    return tuple(stake / paid for paid in put_in())


def whole_company_multiples():
    whole = money("valuation_2025_10", after_2024=True)
    return tuple(whole / paid for paid in put_in())


def years_of_the_arm():
    date = load("events").set_index("id").date
    return (date["launch_chatgpt"] - date["openai_lp"]).days / 365.25


def stakes_2025():
    rows = load("terms", after_2024=True).query("definition == 'stake'")
    return rows[rows.id != "stake_microsoft_before_rounds"]


LESSON = Lesson(
    headline=Headline(
        claim="C1-17",
        confidence=0.8,
        supports="public fame did come within two years of the launch of ChatGPT, and the "
                 "non-profit stood at the top all the time.",
        against="a capped-profit company existed from March 2019 and a deal of a billion dollars "
                "from July 2019, so the change of form is years older than the fame.",
    ),
    predictions={
        "06-years": Prediction(
            asks="how many years before the launch of ChatGPT did OpenAI create its first "
                 "for-profit company?",
            unit="years", low=-2, high=7, outcome=years_of_the_arm,
        ),
        "06-stake": Prediction(
            asks="which part of the company did the non-profit hold after the change of form "
                 "in October 2025?",
            unit="% of the company", low=0, high=100,
            outcome=lambda: 100 * term("stake_foundation_2025", after_2024=True),
            rows=stakes_2025,
        ),
    },
    exercises={
        "06-a": Exercise(
            answer=lambda: "c", start="ask of each line: does somebody get a vote, or money?",
            unit="a letter, such as \"a\"",
            meaning="A seat on the board is a vote; none of the other three is.",
            mistakes=(
                Mistake("a", "A cap limits what investors can receive; it gives nobody a vote."),
                Mistake("b", "A share of the profit is cash; it gives no vote on what the company "
                             "does."),
                Mistake("d", "An observer listens and has no vote; the money alone decides "
                             "nothing on paper."),
            ),
        ),
        "06-3": Exercise(
            answer=microsoft_stops_at, tolerance=0.3, unit="bn dollars of profit",
            start="how much profit does it take until Microsoft has its money back?",
            meaning="From there on Microsoft gets nothing more, under reading A.",
            mistakes=(
                Mistake(lambda: terms("A").first_limit / terms("A").microsoft_share,
                        "This takes the later share for all of it; in the first stage Microsoft "
                        "gets more."),
                Mistake(lambda: terms("A").first_limit / terms("A").first_share,
                        "This takes the first share for all of it; it ends when the money is "
                        "back."),
                Mistake(lambda: microsoft_stops_at() - first_end(),
                        "That is the second stage alone; the profit of the first comes before it."),
                Mistake(first_end, "There Microsoft has its money back; the second stage follows."),
                Mistake(lambda: terms("A").first_limit,
                        "That is what Microsoft receives; the question is the profit at which it "
                        "has received it."),
            ),
        ),
        "06-1": Exercise(
            answer=lambda: next_shares("A"), tolerance=0.001, unit="fractions",
            parts=("at 10", "at 100", "at 250", "non-profit at 250"),
            start="find the stage that each profit falls into.",
            meaning="Only Microsoft has reached its cap at 250; the others still receive.",
            mistakes=(
                Mistake(lambda: (*averages(), ANY),
                        "That is the average so far; take the next dollar."),
                Mistake(lambda: (*next_shares("A")[:2], terms("A").microsoft_share, ANY),
                        "At 250 the cap of Microsoft is reached; see exercise 06-3."),
                Mistake(lambda: next_shares("B"),
                        "That is reading B; under A the others still receive their part."),
                Mistake(lambda: (*next_shares("A")[:3], term("nonprofit_share_after")),
                        "What Microsoft no longer gets goes somewhere: the parts must add to 1."),
                Mistake(lambda: (*next_shares("A")[:3], term("others_share_after")),
                        "That is the part of the others at 250; the non-profit gets what is left."),
                Mistake(lambda: tuple(100 * share for share in next_shares("A")),
                        "These are percentages; give fractions."),
            ),
        ),
        "06-2": Exercise(
            answer=payouts, tolerance=0.05, parts=("Microsoft", "others", "non-profit"),
            unit="bn dollars",
            start="how much profit does the first stage take?",
            meaning="The three add to the profit: no dollar is lost.",
            mistakes=(
                Mistake(first_stage_shares,
                        "The first stage stops when the money of Microsoft is back."),
                Mistake(middle_stage_shares,
                        "This forgets the first stage, in which the parts are different."),
                Mistake(middle_stage_alone,
                        "Dollars are lost: add what each received in the first stage."),
                Mistake(counted_twice,
                        "Dollars are counted twice: the second stage shares only the profit "
                        "beyond the first."),
                Mistake(lambda: tuple(payout_waterfall(PAYOUTS_AT_BN, terms("B"))),
                        "That is reading B; under A the first stage ends much earlier."),
            ),
        ),
        "06-5": Exercise(
            answer=both_readings, tolerance=0.002, parts=("A", "B"), unit="fractions",
            start="compute the payout of the non-profit at 1,000 under reading A.",
            meaning="Both readings give the non-profit most of so large a profit.",
            mistakes=(
                Mistake(lambda: (term("nonprofit_share_after"), ANY),
                        "That is its part of the middle stage only."),
                Mistake(lambda: (1.0, 1.0),
                        "That is the next dollar; take all the profit so far."),
                Mistake(lambda: (nonprofit_share("A"),) * 2,
                        "In B the limits are profits of the company, not payouts: the two "
                        "readings differ."),
                Mistake(lambda: (nonprofit_share("B"),) * 2,
                        "In A the limits are payouts, not profits of the company: the two "
                        "readings differ."),
                Mistake(lambda: both_readings()[::-1], "Right shares, wrong order: A comes first."),
                Mistake(lambda: tuple(TOTAL_BN * share for share in both_readings()),
                        "These are billions; divide by the profit."),
            ),
        ),
        "06-4": Exercise(
            answer=sold, tolerance=0.0001, parts=("pre", "post"), unit="fractions",
            start="if the value is pre-money, what is the company worth with the money inside?",
            meaning="Less than two tenths of a percentage point apart: on a whole company, still "
                    "many millions.",
            mistakes=(
                Mistake(lambda: (sold()[1], sold()[1]),
                        "Pre-money: add the new money below."),
                Mistake(lambda: (sold()[0], sold()[0]),
                        "Post-money already contains the new money; do not add it."),
                Mistake(lambda: (ANY, post_without_the_money()),
                        "Post-money already contains the new money; do not subtract it."),
                Mistake(lambda: sold()[::-1], "Right shares, wrong order: pre comes first."),
            ),
        ),
        "06-6": Exercise(
            answer=right_value, tolerance=0.003, unit="bn dollars",
            start="put today's value of the shares and the price fixed into call_value.",
            meaning="About a quarter of the sum, for a right that costs nothing until it is used.",
            mistakes=(
                Mistake(0, "At the money it still has time value: the shares may rise, and nobody "
                           "has to buy if they fall."),
                Mistake(payoff_seen_later,
                        "That is the payoff seen later, not the value before."),
                Mistake(lambda: right_value(rate=1e-12),
                        "The interest is missing: the price is paid a year later."),
                Mistake(lambda: right_value(volatility=100 * VOLATILITY),
                        "The volatility is a fraction, not a percentage."),
            ),
        ),
        "06-7": Exercise(
            answer=tail, tolerance=(0.001, 0.003), parts=("chance", "share of value"),
            unit="fractions", start="compute the chance of a multiple above the cap.",
            meaning="A rare event, and a large part of the expected money.",
            mistakes=(
                Mistake(lambda: (tail()[0],) * 2, "Weight by the amount: value is not chance."),
                Mistake(lambda: (1 - tail()[0], ANY),
                        "That is the chance of staying below the cap."),
                Mistake(lambda: (ANY, 1 - tail()[1]),
                        "That is the share of the value that stays with the investors."),
                Mistake(lambda: tail()[::-1], "Right values, wrong order: the chance comes first."),
            ),
        ),
        "06-8": Exercise(
            answer=multiples, tolerance=0.05, parts=("committed", "paid in"),
            unit="times the money", start="look up the value of the stake of Microsoft.",
            meaning="The same stake, two multiples: money promised is not money paid.",
            mistakes=(
                Mistake(lambda: tuple(1 / times for times in multiples()),
                        "Cost over value; turn it over."),
                Mistake(whole_company_multiples,
                        "That is the whole company; the stake is a part of it."),
                Mistake(lambda: tuple(times - 1 for times in multiples()),
                        "That is the gain; the multiple contains the money put in."),
                Mistake(lambda: multiples()[::-1],
                        "Right multiples, wrong order: committed first."),
            ),
        ),
    },
)

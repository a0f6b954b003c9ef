"""Lesson 03, What does one chat cost?"""

import math
from statistics import NormalDist

from helpers.data import load
from helpers.exercises import ANY, Exercise, Headline, Lesson, Mistake, Prediction
from helpers.models.costs import cost_per_query, daily_gpu_cost, price_half_life

USD_PER_CHAT = 0.03
USD_PER_KWH = 0.08
SPREAD_OF_INPUT, INPUTS = 0.25, 3
INSIDE = {"training_cost": "a", "inference_cost_day": "b", "staff_cost": "c", "total_costs": "d"}


def cost(row):
    return load("costs").set_index("id").value[row]


def claimed(claim):
    return load("claims").set_index("id").value[claim]


def replies_a_day():
    return 1e6 * cost("daily_users_assumed_2023") * cost("replies_per_user_2023")


def cents_per_reply():
    return 100 * cost_per_query(cost("daily_cost_2023"), replies_a_day())


def single_digit_cents():
    return (cost("cost_per_chat_low_2022"), cost("cost_per_chat_high_2022"))


def count_m(row):
    return load("users").set_index("id").count_m[row]


def december():
    return 1e6 * count_m("messages_2024_12")


def growth_of_users():
    return count_m("weekly_users_2024_12_04") / count_m("weekly_users_2024_08_29")


def summer():
    return december() / growth_of_users()


def bill_2024(gpus="gpus_chatgpt_2024", usd_per_hour="gpu_hour_2024"):
    return daily_gpu_cost(cost(gpus), cost(usd_per_hour))


def cents_2024(bill):
    return tuple(100 * cost_per_query(bill, volume) for volume in (december(), summer()))


def price_fall():
    return load("prices").set_index("id").value["price_fall_a16z"]


def price_falls():
    return load("prices", after_2024=True).query("definition == 'price_fall_yearly'")


def energy():
    return load("costs", after_2024=True).query("definition == 'energy_per_query'")


def watt_hours():
    return energy().set_index("id").value["energy_per_query_2025"]


def electricity_share(bill):
    return watt_hours() * december() / 1000 * USD_PER_KWH / bill


def megawatts():
    return watt_hours() * december() / 24 / 1e6


def ratio_95_5(log_spread):
    return math.exp(2 * NormalDist().inv_cdf(0.95) * log_spread)


LESSON = Lesson(
    headline=Headline(
        claim="C3-01",
        confidence=0.85,
        supports="a published model gives nearly that sum, and the weekly cost in another article "
                 "has the same order of magnitude.",
        against="it is an estimate, six months old when printed, without author or method in the "
                "article; it counts machines for answering only; another paper printed millions "
                "a day.",
    ),
    predictions={
        "03-spread": Prediction(
            asks="what would one message cost if the bill of C3-01 carried the messages of C2-05?",
            unit="US cents a message", low=0, high=1000,
            outcome=lambda: 100 * cost_per_query(claimed("C3-01"), claimed("C2-05")),
        ),
        "03-factor": Prediction(
            asks="by which factor did the daily bill of ChatGPT grow from February 2023 to July "
                 "2024?",
            unit="times", low=0, high=10_000,
            outcome=lambda: bill_2024() / cost("daily_cost_2023"),
        ),
        "03-fall": Prediction(
            asks="how many times cheaper does a year make models at the level of GPT-4?",
            unit="times a year", low=1, high=100_000,
            outcome=lambda: price_falls().set_index("id").value["price_fall_epoch_gpt_4"],
            rows=price_falls,
        ),
        "03-energy": Prediction(
            asks="how much electricity does one answer take?",
            unit="watt-hours an answer", low=0, high=100_000,
            outcome=watt_hours,
            rows=energy,
        ),
    },
    exercises={
        "03-a": Exercise(
            answer=lambda: INSIDE[load("costs").set_index("id").definition["daily_cost_2023"]],
            start="read the printed note, then choose.", unit="a letter, such as \"a\"",
            meaning="So C3-03, which puts continuous improvement inside, is contradicted.",
            mistakes=(
                Mistake("a", "Training sets the values inside a model before anybody uses it; the "
                             "note speaks of answering."),
                Mistake("c", "Wages stand nowhere in GPUs times hours times price."),
                Mistake("d", "The sum has one kind of input, machines that answer; a company pays "
                             "for more."),
            ),
        ),
        "03-1": Exercise(
            answer=lambda: claimed("C3-01") / USD_PER_CHAT / 1e6, tolerance=0.05,
            unit="million chats a day",
            start="write 3 cents in dollars.",
            meaning="Nearly two chats a day for each user that the estimate takes as given.",
            mistakes=(
                Mistake(lambda: claimed("C3-01") / (100 * USD_PER_CHAT) / 1e6,
                        "3 cents is 0.03 USD, not 3."),
                Mistake(lambda: claimed("C3-01") / (100 * USD_PER_CHAT),
                        "3 cents is 0.03 USD, not 3; and the answer is in millions."),
                Mistake(lambda: claimed("C3-01") * USD_PER_CHAT / 1e6,
                        "This multiplies; divide cost by cost per chat."),
                Mistake(lambda: claimed("C3-01") * USD_PER_CHAT,
                        "This multiplies; divide cost by cost per chat."),
                Mistake(lambda: cost("daily_cost_2023") / USD_PER_CHAT / 1e6,
                        "That is the bill of the model; take the rounded one of the article."),
            ),
        ),
        "03-2": Exercise(
            answer=cents_per_reply, tolerance=0.005, unit="US cents a reply",
            start="compute the replies of a day.",
            meaning="Two digits would do: the inputs are round.",
            mistakes=(
                Mistake(lambda: cents_per_reply() / 100, "That is dollars; give cents."),
                Mistake(lambda: cents_per_reply() * cost("replies_per_user_2023"),
                        "Cost per user; divide by replies too."),
                Mistake(lambda: cents_per_reply() * cost("replies_per_user_2023") / 100,
                        "That is dollars per user; divide by replies too, then give cents."),
                Mistake(lambda: cents_per_reply() * cost("daily_users_assumed_2023"),
                        "This leaves the users out: replies a day are users times replies."),
                Mistake(lambda: 100 / cents_per_reply(),
                        "That is replies per dollar; turn it over."),
            ),
        ),
        "03-3": Exercise(
            answer=lambda: tuple(end / cents_per_reply() for end in single_digit_cents()),
            tolerance=(0.05, 0.3), parts=("low", "high"), unit="replies a chat",
            start="divide the low end by the cents of one reply.",
            meaning="The low end fits; the high end is more than the model gives a user in a "
                    "whole day.",
            mistakes=(
                Mistake(lambda: tuple(end * cents_per_reply() for end in single_digit_cents()),
                        "This multiplies; divide."),
                Mistake(lambda: tuple(100 * end / cents_per_reply()
                                      for end in single_digit_cents()),
                        "Cents over dollars; use one unit."),
                Mistake(lambda: tuple(end / 100 / cents_per_reply()
                                      for end in single_digit_cents()),
                        "Dollars over cents; use one unit."),
                Mistake(lambda: tuple(cents_per_reply() / end for end in single_digit_cents()),
                        "That is chats per reply; turn both over."),
                Mistake(lambda: tuple(end / cents_per_reply()
                                      for end in single_digit_cents())[::-1],
                        "Right ends, wrong order: the low one comes first."),
            ),
        ),
        "03-4": Exercise(
            answer=lambda: cents_2024(bill_2024()), tolerance=(0.01, 0.05),
            parts=("low", "high"), unit="US cents a message",
            start="compute the daily bill of July 2024 from ChatGPT's own GPUs.",
            meaning="About a cent, for machines alone.",
            mistakes=(
                Mistake(lambda: (100 * cost_per_query(claimed("C3-01"), december()), ANY),
                        "A 2023 cost over a December 2024 volume; take the bill of July 2024."),
                Mistake(lambda: (100 * cost_per_query(cost("daily_cost_2023"), december()), ANY),
                        "A 2023 cost over a December 2024 volume; take the bill of July 2024."),
                Mistake(lambda: (100 * cost_per_query(bill_2024(), replies_a_day()), ANY),
                        "A 2024 bill over the volume of 2023; take the messages of December "
                        "2024."),
                Mistake(lambda: (cents_2024(bill_2024("gpus_openai_2024"))[0], ANY),
                        "The larger count of GPUs serves all products; take the part that serves "
                        "ChatGPT."),
                Mistake(lambda: (cents_2024(bill_2024(usd_per_hour="gpu_hour_2023"))[0], ANY),
                        "This takes the GPU price of 2023; July 2024 has its own."),
                Mistake(lambda: tuple(cents / 24 for cents in cents_2024(bill_2024())),
                        "That is the bill of one hour; a day has 24."),
                Mistake(lambda: tuple(cents / 100 for cents in cents_2024(bill_2024())),
                        "That is dollars; give cents."),
                Mistake(lambda: cents_2024(bill_2024())[::-1],
                        "Right ends, wrong order: the low one comes first."),
                Mistake(lambda: (cents_2024(bill_2024())[0],
                                 cents_2024(bill_2024())[0] / growth_of_users()),
                        "low: right. high: fewer people in summer send fewer messages; multiply "
                        "by summer over December, not the other way round."),
            ),
        ),
        "03-8": Exercise(
            answer=lambda: USD_PER_CHAT * claimed("C2-05") * 365 / 1e9, tolerance=0.06,
            unit="billion US dollars a year",
            start="compute the cost of one day in dollars.",
            meaning="More than answering, training and staff together were planned to cost in "
                    "2024, by the report of July.",
            mistakes=(
                Mistake(lambda: USD_PER_CHAT * claimed("C2-05") / 1e9,
                        "That is one day; a year has 365."),
                Mistake(lambda: 100 * USD_PER_CHAT * claimed("C2-05") * 365 / 1e9,
                        "3 cents is 0.03 USD, not 3."),
                Mistake(lambda: USD_PER_CHAT * claimed("C2-05") * 12 / 1e9,
                        "The volume is a day's, not a month's: take 365 of them."),
                Mistake(lambda: claimed("C3-01") * 365 / 1e9,
                        "That is a year of the article's bill; here each message costs 3 cents."),
            ),
        ),
        "03-5": Exercise(
            answer=lambda: price_half_life(price_fall()), tolerance=0.02, unit="months",
            start="write the logarithm of 2 over the logarithm of the factor.",
            meaning="A price list is out of date before the next season.",
            mistakes=(
                Mistake(6, "Halving is not linear in the factor."),
                Mistake(lambda: 12 * 2 / price_fall(), "Halving is not linear in the factor."),
                Mistake(lambda: price_half_life(price_fall()) / 12,
                        "That is years; give months."),
                Mistake(lambda: 12 / math.log(price_fall()),
                        "In that time the price falls to 37%; halving needs the logarithm of 2 "
                        "above."),
                Mistake(lambda: 12 * math.log(price_fall()) / math.log(2),
                        "Turn the ratio of logarithms over."),
                Mistake(lambda: math.log(price_fall()) / math.log(2),
                        "That is halvings a year; how many months does one take?"),
            ),
        ),
        "03-6": Exercise(
            answer=lambda: (megawatts(), electricity_share(bill_2024())),
            tolerance=(0.1, 0.0004), parts=("power", "share"), unit="megawatts, a fraction",
            start="compute the watt-hours of a day.",
            meaning="Electricity is a small part of the bill; the highest scenario has thirteen "
                    "times as much of it.",
            mistakes=(
                Mistake(lambda: (24 * megawatts(), ANY), "power: MWh a day; divide by 24."),
                Mistake(lambda: (ANY, 100 * electricity_share(bill_2024())),
                        "share: give a fraction, not a percentage."),
                Mistake(lambda: (ANY, electricity_share(cost("daily_cost_2023"))),
                        "share: that is over the bill of 2023; keep the dates together."),
            ),
        ),
        "03-7": Exercise(
            answer=lambda: ratio_95_5(SPREAD_OF_INPUT * math.sqrt(INPUTS)), tolerance=0.25,
            start="draw the three factors and combine them into one.",
            meaning="A Fermi estimate with three rough inputs is good to a factor of about two "
                    "each way.",
            mistakes=(
                Mistake(lambda: ratio_95_5(SPREAD_OF_INPUT), "That is one input, not three."),
                Mistake(lambda: ratio_95_5(SPREAD_OF_INPUT * INPUTS),
                        "The spreads add as squares: independent errors partly cancel."),
                Mistake(lambda: math.sqrt(ratio_95_5(SPREAD_OF_INPUT * math.sqrt(INPUTS))),
                        "That is the 95th percentile over the middle; divide by the 5th."),
                Mistake(lambda: 2 * math.sinh(
                            math.log(ratio_95_5(SPREAD_OF_INPUT * math.sqrt(INPUTS))) / 2),
                        "That is a difference of the two percentiles; divide them."),
            ),
        ),
    },
)

"""Lesson 03: right answers, wrong answers with their sentence, facts that change the output."""

from tests.expectations import stored

MIXED = "A 2023 cost over a December 2024 volume; take the bill of July 2024."
NOT_LINEAR = "Halving is not linear in the factor."

RIGHT = {
    "03-a": "b",
    "03-1": stored("L03.conv_per_day_at_0.03") / 1e6,
    "03-2": stored("L03.cost_per_query_cents"),
    "03-3": (stored("L03.replies_per_chat_1c"), stored("L03.replies_per_chat_9c")),
    "03-4": (stored("L03.cents_per_msg_dec24"), stored("L03.cents_per_msg_jul24")),
    "03-8": stored("L03.same_annual_bn"),
    "03-5": stored("L03.price_halving_10x_months"),
    "03-6": (stored("L03.energy_MW_at_0.3Wh"), stored("L03.energy_share")),
    "03-7": stored("L03.mc_ratio_95_5"),
}

WRONG = [
    ("03-a", "a", "Training sets the values inside a model before anybody uses it; the note "
     "speaks of answering."),
    ("03-a", "c", "Wages stand nowhere in GPUs times hours times price."),
    ("03-a", "d", "The sum has one kind of input, machines that answer; a company pays for more."),
    ("03-1", 0.2333, "3 cents is 0.03 USD, not 3."),
    ("03-1", 233333, "3 cents is 0.03 USD, not 3; and the answer is in millions."),
    ("03-1", 0.021, "This multiplies; divide cost by cost per chat."),
    ("03-1", 21000, "This multiplies; divide cost by cost per chat."),
    ("03-1", 23.148, "That is the bill of the model; take the rounded one of the article."),
    ("03-2", 0.00356, "That is dollars; give cents."),
    ("03-2", 5.34, "Cost per user; divide by replies too."),
    ("03-2", 0.05342, "That is dollars per user; divide by replies too, then give cents."),
    ("03-2", 4.63, "This leaves the users out: replies a day are users times replies."),
    ("03-2", 280.8, "That is replies per dollar; turn it over."),
    ("03-3", (0.356, 3.205), "This multiplies; divide."),
    ("03-3", (280.8, 2527), "Cents over dollars; use one unit."),
    ("03-3", (0.02808, 0.2527), "Dollars over cents; use one unit."),
    ("03-3", (0.356, 0.03957), "That is chats per reply; turn both over."),
    ("03-3", (25.27, 2.808), "Right ends, wrong order: the low one comes first."),
    ("03-4", (0.07, 0.105), MIXED),
    ("03-4", (0.0694, 0.1042), MIXED),
    ("03-4", (4.64, 6.96), "A 2024 bill over the volume of 2023; take the messages of December "
     "2024."),
    ("03-4", (1.092, 1.638), "The larger count of GPUs serves all products; take the part that "
     "serves ChatGPT."),
    ("03-4", (0.696, 1.044), "This takes the GPU price of 2023; July 2024 has its own."),
    ("03-4", (0.0377, 0.05655), "That is the bill of one hour; a day has 24."),
    ("03-4", (0.009048, 0.01357), "That is dollars; give cents."),
    ("03-4", (1.357, 0.9048), "Right ends, wrong order: the low one comes first."),
    ("03-4", (0.9048, 0.6032), "low: right. high: fewer people in summer send fewer messages; "
     "multiply by summer over December, not the other way round."),
    ("03-8", 0.03, "That is one day; a year has 365."),
    ("03-8", 1095, "3 cents is 0.03 USD, not 3."),
    ("03-8", 0.36, "The volume is a day's, not a month's: take 365 of them."),
    ("03-8", 0.2555, "That is a year of the article's bill; here each message costs 3 cents."),
    ("03-5", 6, NOT_LINEAR),
    ("03-5", 2.4, NOT_LINEAR),
    ("03-5", 0.301, "That is years; give months."),
    ("03-5", 5.21, "In that time the price falls to 37%; halving needs the logarithm of 2 above."),
    ("03-5", 39.86, "Turn the ratio of logarithms over."),
    ("03-5", 3.322, "That is halvings a year; how many months does one take?"),
    ("03-6", (300, 0.00265), "power: MWh a day; divide by 24."),
    ("03-6", (12.5, 0.265), "share: give a fraction, not a percentage."),
    ("03-6", (12.5, 0.03456), "share: that is over the bill of 2023; keep the dates together."),
    ("03-7", 2.276, "That is one input, not three."),
    ("03-7", 11.79, "The spreads add as squares: independent errors partly cancel."),
    ("03-7", 2.039, "That is the 95th percentile over the middle; divide by the 5th."),
    ("03-7", 1.548, "That is a difference of the two percentiles; divide them."),
]

CHANGED = [
    ("claims", "C3-01", "value"),
    ("costs", "gpus_chatgpt_2024", "value"),
    ("users", "messages_2024_12", "count_m"),
    ("prices", "price_out_gpt_4", "value"),
]

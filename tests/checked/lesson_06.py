"""Lesson 06: right answers, wrong answers with their sentence, facts that change the output."""

from tests.expectations import EXPECTED, stored

AT_250 = EXPECTED["L06.next_dollar"]["value"][2]

RIGHT = {
    "06-a": "c",
    "06-3": stored("L06.ms_cap_at_profit"),
    "06-1": (0.75, 0.49, AT_250[1], AT_250[3]),
    "06-2": tuple(stored("L06.waterfall_100")),
    "06-5": (stored("L06.np_share_1000"), stored("L06.np_share_1000_thresholds")),
    "06-4": (stored("L06.dilution_65_pre150"), stored("L06.dilution_65_post150")),
    "06-6": stored("L06.thrive_call_sigma0.6"),
    "06-7": (stored("L06.cap_prob"), stored("L06.cap_value_to_np")),
    "06-8": (stored("L06.ms_moic"), stored("L06.ms_moic_funded")),
}

WRONG = [
    ("06-a", "a", "A cap limits what investors can receive; it gives nobody a vote."),
    ("06-a", "b", "A share of the profit is cash; it gives no vote on what the company does."),
    ("06-a", "d", "An observer listens and has no vote; the money alone decides nothing on "
     "paper."),
    ("06-3", 187.8, "This takes the later share for all of it; in the first stage Microsoft gets "
     "more."),
    ("06-3", 122.7, "This takes the first share for all of it; it ends when the money is back."),
    ("06-3", 161.2, "That is the second stage alone; the profit of the first comes before it."),
    ("06-3", 17.33, "There Microsoft has its money back; the second stage follows."),
    ("06-3", 92, "That is what Microsoft receives; the question is the profit at which it has "
     "received it."),
    ("06-1", (0.75, 0.535, 0.368, 0.159), "That is the average so far; take the next dollar."),
    ("06-1", (0.75, 0.49, 0.49, 0.02), "At 250 the cap of Microsoft is reached; see exercise "
     "06-3."),
    ("06-1", (0.75, 0.49, 0, 1), "That is reading B; under A the others still receive their "
     "part."),
    ("06-1", (0.75, 0.49, 0, 0.02), "What Microsoft no longer gets goes somewhere: the parts must "
     "add to 1."),
    ("06-1", (0.75, 0.49, 0, 0.49), "That is the part of the others at 250; the non-profit gets "
     "what is left."),
    ("06-1", (75, 49, 0, 51), "These are percentages; give fractions."),
    ("06-2", (75, 25, 0), "The first stage stops when the money of Microsoft is back."),
    ("06-2", (49, 49, 2), "This forgets the first stage, in which the parts are different."),
    ("06-2", (40.51, 40.51, 1.653), "Dollars are lost: add what each received in the first "
     "stage."),
    ("06-2", (62, 53.33, 2), "Dollars are counted twice: the second stage shares only the profit "
     "beyond the first."),
    ("06-2", (72.92, 26.92, 0.16), "That is reading B; under A the first stage ends much "
     "earlier."),
    ("06-5", (0.02, 0.02), "That is its part of the middle stage only."),
    ("06-5", (1, 1), "That is the next dollar; take all the profit so far."),
    ("06-5", (0.758, 0.758), "In B the limits are profits of the company, not payouts: the two "
     "readings differ."),
    ("06-5", (0.851, 0.851), "In A the limits are payouts, not profits of the company: the two "
     "readings differ."),
    ("06-5", (0.851, 0.758), "Right shares, wrong order: A comes first."),
    ("06-5", (758, 851.2), "These are billions; divide by the profit."),
    ("06-4", (0.0433, 0.0433), "Pre-money: add the new money below."),
    ("06-4", (0.0415, 0.0415), "Post-money already contains the new money; do not add it."),
    ("06-4", (0.0415, 0.0453), "Post-money already contains the new money; do not subtract it."),
    ("06-4", (0.0433, 0.0415), "Right shares, wrong order: pre comes first."),
    ("06-6", 0, "At the money it still has time value: the shares may rise, and nobody has to buy "
     "if they fall."),
    ("06-6", 0.911, "That is the payoff seen later, not the value before."),
    ("06-6", 0.2358, "The interest is missing: the price is paid a year later."),
    ("06-6", 1.0, "The volatility is a fraction, not a percentage."),
    ("06-7", (0.0398, 0.0398), "Weight by the amount: value is not chance."),
    ("06-7", (0.96, 0.418), "That is the chance of staying below the cap."),
    ("06-7", (0.0398, 0.582), "That is the share of the value that stays with the investors."),
    ("06-7", (0.418, 0.0398), "Right values, wrong order: the chance comes first."),
    ("06-8", (0.0963, 0.0859), "Cost over value; turn it over."),
    ("06-8", (38.46, 43.1), "That is the whole company; the stake is a part of it."),
    ("06-8", (9.385, 10.64), "That is the gain; the multiple contains the money put in."),
    ("06-8", (11.64, 10.38), "Right multiples, wrong order: committed first."),
]

CHANGED = [
    ("terms", "microsoft_recoups", "value"),
    ("funding", "round_2024_10", "usd_bn"),
    ("claims", "C1-15", "value"),
]

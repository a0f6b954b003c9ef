"""Lesson 04: right answers, wrong answers with their sentence, facts that change the output."""

from tests.expectations import stored

RIGHT = {
    "04-1": stored("L04.breakeven_subs_365"),
    "04-2": stored("L04.daily_cost_share_rr_oct23"),
    "04-3": stored("L04.contribution_0.01"),
    "04-4": stored("L04.conv_breakeven_0.01"),
    "04-a": stored("L04.conv_2024_dec_base"),
    "04-5": (stored("L04.flip_cost_cents"), stored("L04.flip_cost_heavy_cents")),
    "04-6": (stored("L04.geo_sum36"), stored("L04.sbg_sum36")),
    "04-7": stored("L04.lerner_elasticity"),
    "04-8": stored("L04.logit_opt_price"),
}

WRONG = [
    ("04-1", 12_775_000, "A year's cost over a month's price; divide the year by 12."),
    ("04-1", 1_050_000, "Twelve months of 30 days are 360 days; take 365 and divide by 12."),
    ("04-1", 35_000, "One day's cost over a month's price; make both monthly."),
    ("04-1", 1_520_834, "That takes the shop's fee away; here all of the price arrives."),
    ("04-2", 0.538, "One day of cost in millions over a year of revenue in billions; make the "
     "cost a year, and both billions."),
    ("04-2", 0.000538, "One day of cost over a year of revenue; make the cost a year."),
    ("04-2", 5.09, "Revenue over cost; turn it over."),
    ("04-3", 19.91, "One day of messages; a month has 30."),
    ("04-3", 13.70, "That is 21 messages a day; take `paid`, about nine."),
    ("04-3", 19.09, "Too little is taken off: use one cent, not the cost of 2023, and `paid`, not "
     "`free`."),
    ("04-3", 2.73, "That is what a payer costs; take it away from the price."),
    ("04-3", -252.7, "One cent is 0.01 dollars, not 1."),
    ("04-4", 0.0526, "Payers per free user; divide by all users, the payer among them."),
    ("04-4", 0.133, "That is seven messages a day; take `free`, about three."),
    ("04-4", 0.0169, "That is the share at the cost of 2023; here a message costs one cent."),
    ("04-4", 0.04348, "A payer's own messages cost too: take them off the price first."),
    ("04-4", 0.1364, "This divides by what a payer costs; divide by what a free user costs."),
    ("04-4", 19, "That is the number of free users carried; the share is 1 / (1 + that)."),
    ("04-4", 5, "This is a percentage; give a fraction."),
    ("04-a", 0.05, "Those are the weekly users of August; take those of December."),
    ("04-a", 30, "Users over payers; turn it over."),
    ("04-a", 0.02857, "Those are monthly users; take the weekly users of December."),
    ("04-5", (7.33, 3.17), "There a payer earns nothing; free users cost too."),
    ("04-5", (0.01, 0.00433), "Dollars; give cents."),
    ("04-5", (0.9565, 0.4141),
     "Five in a hundred: one payer carries nineteen free users, not twenty."),
    ("04-5", (1.1, 0.4762), "A payer writes three times as much as a free user: count 3 + 19."),
    ("04-5", (30, 12.99), "That is for one day of messages; a month has 30."),
    ("04-5", (0.433, 1.0), "Right values, wrong order: light use comes first."),
    ("04-6", (10, 17.12), "10 months is for ever; stop at 36."),
    ("04-6", (8.8, 16.41), "Month 1 is paid by everybody: the first value of a curve is 1."),
    ("04-6", (17.12, 9.77), "Right values, wrong order: the geometric curve comes first."),
    ("04-7", 0.864, "That is its inverse, the margin over the price."),
    ("04-7", 1.46, "That is the heavy case; take the light one."),
    ("04-7", 7.33, "This divides by the cost; divide by price minus cost."),
    ("04-8", 24, "That is the midpoint of demand, where half would buy."),
    ("04-8", 20, "The actual price is not the answer to this model."),
    ("04-8", 20.46, "That maximises revenue; take the cost of a payer away from the price."),
]

CHANGED = [
    ("costs", "daily_cost_repeated_2023", "value"),
    ("users", "plus_subscribers_2024_09", "count_m"),
    ("prices", "plan_plus_2023", "value"),
    ("revenue", "run_rate_plus_2024_06", "usd_bn"),
]

"""Lesson 07: right answers, wrong answers with their sentence, facts that change the output."""

from tests.expectations import stored

PROPORTION = ("That shares the 100 in proportion; give each its outside option and half of the "
              "gain.")
ALL_COSTS = "That is over all costs; the bill here is compute alone."
GAIN = ("That is OpenAI's gain; it is half of the whole gain, so double it and take it away "
        "from what is left of the 100.")
HALF_LOST = "Only half of what Microsoft gains outside is lost to OpenAI; solve for d."

RIGHT = {
    "07-1": tuple(stored("L07.nash_base")),
    "07-2": tuple(stored("L07.nash_hire_threat")),
    "07-3": stored("L07.nash_slope"),
    "07-a": "c",
    "07-4": stored("L07.customers_cover"),
    "07-5": stored("L07.dM_flip"),
    "07-6": stored("L07.holdup_eff_0.5"),
    "07-7": (*stored("L07.flow_fundamental_row_O"), stored("L07.flow_gross_per_dollar")),
}

WRONG = [
    ("07-1", (50, 50), "Outside options are missing: half of everything would leave nothing for "
     "what each has without a deal."),
    ("07-1", (25, 25), "Add back what each has outside."),
    ("07-1", (20, 30), "That is what each has outside; add half of the gain."),
    ("07-1", (55, 45), "Right parts, wrong order: OpenAI first, then Microsoft."),
    ("07-1", (20, 80), "Here Microsoft takes the whole gain; with equal power it is halved."),
    ("07-1", (40, 60), PROPORTION),
    ("07-2", (17.5, 17.5), "That is the split surplus only; add what each has outside."),
    ("07-2", (77.5, 22.5), "Order: OpenAI, then Microsoft."),
    ("07-2", (45, 55), "That is the bargain before the announcement; take the new options."),
    ("07-2", (37.5, 62.5), "Only OpenAI's outside option has moved; Microsoft's rises as well."),
    ("07-2", (30, 70), "Only Microsoft's outside option has moved; OpenAI's falls as well."),
    ("07-3", 1, "Half of the gain is shared: one point more outside is one point less to share."),
    ("07-3", -0.5, "Own outside option helps: later minus earlier."),
    ("07-3", 45.5, "That is the new part; take the old one away."),
    ("07-3", 0, "The part does change: call the helper with 21, not with 20."),
    ("07-a", "a", "The 100 is a unit and not the profit; who received what stands in no table "
     "here."),
    ("07-a", "b", "The model has outside options and no intentions; on record is an offer, "
     "announced and never carried out."),
    ("07-a", "d", "Whether one cloud was a mistake depends on what it brought; the model was not "
     "asked."),
    ("07-4", 0.435, ALL_COSTS),
    ("07-4", 0.425, ALL_COSTS),
    ("07-4", 1.892, "Turn it over: customers' money over the bill."),
    ("07-4", 0.925, "That is over answering alone; training is compute too."),
    ("07-4", 0.4714, "That is the rest, left to investors and credits."),
    ("07-5", 60, "That is what Microsoft gets then; set OpenAI's part equal to its target and "
     "solve for d."),
    ("07-5", 35, HALF_LOST),
    ("07-5", 20, GAIN),
    ("07-5", 10, "That is the rise of d; add it to the 30."),
    ("07-6", 0.25, "That is the cost of the effort over the best surplus; take what is created "
     "minus that cost."),
    ("07-6", 0.5, "That is the effort; the question is about the surplus."),
    ("07-6", 0.375, "That is the surplus itself; divide it by the best one, with e = 1."),
    ("07-6", 1, "Only a full share gives full effort."),
    ("07-7", (1, 0.8, 0, 1.8), "One round only; invert I − Q to add all rounds."),
    ("07-7", (0, 0.8, 0, 0.8), "That is the first payment only; invert I − Q to add all rounds."),
    ("07-7", (1.1038, 0.1297, 0.0552, 1.2887),
     "That is the first column; take the row of the entry point."),
    ("07-7", (1.1038, 0.883, 0.3091, 1), "The three are right; together is their sum, not the "
     "dollar from outside."),
    ("07-7", (1, 0.883, 0.3091, 2.192), "The outside dollar is the first round; some of it comes "
     "back to the model firm and is booked again."),
]

CHANGED = [
    ("costs", "inference_2024_forecast", "value"),
    ("revenue", "revenue_2024_forecast_sept", "usd_bn"),
    ("funding", "microsoft_2019", "usd_bn"),
    ("terms", "credits_2019", "value"),
]

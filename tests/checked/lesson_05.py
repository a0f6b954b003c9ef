"""Lesson 05: right answers, wrong answers with their sentence, facts that change the output."""

from tests.expectations import stored

RIGHT = {
    "05-1": stored("L05.implied_rev_seed"),
    "05-2": stored("L05.ratio_runrate_rev_x3"),
    "05-3": (stored("L05.gross_margin_info"), stored("L05.gross_margin_epoch")),
    "05-4": stored("L05.runway_1bn_at_burn_h1"),
    "05-5": stored("L05.mc24_g0.08_p0.8"),
    "05-6": stored("L05.jan23_monthly_M"),
    "05-7": (stored("L05.burn_multiple_seed"), stored("L05.rule40_seed")),
    "05-8": stored("L05.mc24_expost_params"),
}

WRONG = [
    ("05-1", 13.5, "Loss = costs − revenue, so the loss is subtracted from the costs."),
    ("05-1", -3.5, "Revenue is positive; swap the terms."),
    ("05-1", 2.0, "Staff is missing: the costs have two parts."),
    ("05-1", 8.5, "That is the sum of the costs; take the loss away from it."),
    ("05-1", 4.0, "That is the run-rate that the article prints; work from costs and loss."),
    ("05-1", 3.7, "That is a forecast from another newsroom; use the article's own three "
     "numbers."),
    ("05-2", 3, "That is end over start; compare the end with the average."),
    ("05-2", 1.5, "A straight line would give this; growth compounds."),
    ("05-2", 1.848, "A growth of 3 means four times as much; tripling is a growth of 2."),
    ("05-2", 1.386, "That is the doubling of section 2; here it triples."),
    ("05-2", 0.607, "This is revenue over run-rate; turn it over."),
    ("05-3", (-0.892, -0.892), "Training is not a cost of answering: take the answering alone."),
    ("05-3", (-1.351, -1.351), "That is loss over revenue; only the cost of answering comes off "
     "here."),
    ("05-3", (0.1892, -0.3514), "These take off the training; take the answering."),
    ("05-3", (0.4595, -0.0811), "Right margins, wrong order: July comes first."),
    ("05-3", (1.081, 0.5405), "This is the share of revenue that answering takes; the margin is "
     "what is left of 1."),
    ("05-3", (0, 0.5), "This divides by the run-rate; take the revenue of the year, `earned`."),
    ("05-4", 2.94, "0.34 is for six months; these are half-years."),
    ("05-4", 2.4, "That reads the loss as burn."),
    ("05-4", 35.3, "0.34 is the burn of six months; the formula wants that of a year."),
    ("05-4", 1.47, "These are years; give months."),
    ("05-4", 70.6, "This halves the burn; a year has two half-years."),
    ("05-4", 0.68, "That is the burn of a year; divide the cash by it."),
    ("05-4", 88.2, "That starts from the implied cash; take `reported_cash`."),
    ("05-5", 0.696, "The raise never arrives: p = 0."),
    ("05-5", 0.9104, "Opening cash is 1, not 5."),
    ("05-5", 0.4192, "The raise is certain: p = 1."),
    ("05-5", 0.104, "That is within 12 months; ask for 24."),
    ("05-5", 0.524, "That is the share of paths that never need money."),
    ("05-6", 17.65, "+1,700% is ×18, not ×17."),
    ("05-6", 5400, "Divide; January came first."),
    ("05-6", 0.01667, "That is in billions; give millions."),
    ("05-6", 0.1765, "This divides by the percentage; turn it into a factor first."),
    ("05-7", (1.25, 64.9), "Net new run-rate is what was added: now minus a third of now."),
    ("05-7", (0.533, 64.9), "The multiple is burn over run-rate added; turn it over."),
    ("05-7", (64.9, 1.875), "Right values, wrong order: the burn multiple comes first."),
    ("05-7", (1.875, 335.1), "The margin is negative."),
    ("05-7", (1.875, 164.9), "Three times as much is a growth of 2, not of 3."),
    ("05-7", (1.875, 0.649), "The rule of 40 is in percentage points, not a fraction."),
    ("05-8", 0.4192, "The baseline growth is still there."),
    ("05-8", 0.69, "The raise is certain here: p = 1."),
    ("05-8", 0.904, "Only the growth of costs was changed; revenue grew faster too."),
]

CHANGED = [
    ("claims", "C1-06", "value"),
    ("costs", "inference_2024_forecast", "value"),
    ("revenue", "revenue_2024_forecast_sept", "usd_bn"),
]

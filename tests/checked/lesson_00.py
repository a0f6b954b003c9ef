"""Lesson 00: right answers, wrong answers with their sentence, facts that change the output."""

from tests.expectations import stored

PERCENT = "This is a percentage; give a fraction, and keep the sign."
ENDS = ("Low with low and high with high hides the extremes; pair lowest new with highest old.")

RIGHT = {
    "00-1": stored("L00.drop_seed"),
    "00-a": 5,
    "00-2": stored("L00.visits_per_visitor_aug23"),
    "00-3": (stored("L00.drop_round_lo"), stored("L00.drop_round_hi")),
    "00-4": (stored("L00.june_change_lo"), stored("L00.june_change_hi"), True),
    "00-5": "d",
    "00-6": stored("L00.june_implied_bn"),
    "00-7": stored("L00.kappa_toy"),
}

WRONG = [
    ("00-1", 12, PERCENT),
    ("00-1", -12, "This is a percentage; give a fraction."),
    ("00-1", -11.76, "This is a percentage; give a fraction."),
    ("00-1", -0.12, "That is the article's rounded figure; compute it from the two levels."),
    ("00-1", 0.1333, "This divides by the new value; divide by the old one."),
    ("00-1", 0.1176, "The size is right; a fall is negative."),
    ("00-1", 0.882, "This is the share that is left; subtract 1 to get the change."),
    ("00-1", -0.1333, "This divides by the new value; divide by the old one."),
    ("00-1", -0.2, "This is the difference in billions; divide it by the old level."),
    ("00-a", 6, "That is the article's month; sort the table and read its first row."),
    ("00-a", 10, "That is the last row of the table; sort by count_m, not by date."),
    ("00-2", 0.1262, "This divides visitors by visits; turn it over."),
    ("00-2", 8.31, "This is not August over August: take both from that month."),
    ("00-3", (-0.147, -0.0882), "Only one number was moved; the old one is rounded too."),
    ("00-3", (-0.1212, -0.1143), ENDS),
    ("00-3", (-0.1143, -0.1212), ENDS),
    ("00-3", (0.8286, 0.9394), "Those are the shares that are left; subtract 1 to get the "
     "changes."),
    ("00-3", (-0.0606, -0.1714), "Right ends, wrong order: the deeper fall comes first."),
    ("00-4", (-0.1622, -0.0571, False), "The interval is right. Read again whether the reported "
     "change lies between its ends."),
    ("00-4", (-0.1143, 0.0, True), "This starts from the article's June; take the visits of May."),
    ("00-4", (-0.1111, -0.1111, False), "No interval is left: the visits are in millions and the "
     "half-width in billions, so divide the visits by 1,000 first."),
    ("00-5", "a", "Official means that the company says so on the record; the article quotes "
     "nobody."),
    ("00-5", "b", "Documents are papers or unnamed people seen by a newspaper; the article "
     "mentions none."),
    ("00-5", "c", "Nearly: an estimate stands behind it, but the article does not say whose."),
    ("00-6", 1.6, "That is the rounded level; work backwards from August."),
    ("00-6", 1.4773, "That is July; go back one more month."),
    ("00-6", 1.3355, "This multiplies; going back in time divides by one minus the fall."),
    ("00-7", 0.7, "A third is chance when the letters are equally frequent; multiply the two "
     "coders' own shares."),
    ("00-7", 0.8, "That is raw agreement; take out chance."),
    ("00-7", 0.44, "This is agreement minus chance; divide by one minus chance."),
]

CHANGED = [
    ("users", "visits_2023_06", "count_m"),
    ("claims", "C3-09", "value"),
    ("changes", "change_2023_07", "change"),
]

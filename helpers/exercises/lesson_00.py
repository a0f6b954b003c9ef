"""Lesson 00, Start here: from press cuttings to data."""

from helpers.data import load
from helpers.exercises import ANY, Exercise, Headline, Lesson, Mistake, Prediction
from helpers.models.agreement import cohen_kappa
from helpers.models.growth import percent_change_interval

HALF_WIDTH_BN = 0.05
WORLD_BN = 8
CODER_A, CODER_B = "OODDE", "ODDDE"
EVIDENCE = {"official": "a", "documents": "b", "estimate": "c", "repeated": "d"}


def claimed_bn(claim):
    return load("claims").set_index("id").value[claim] / 1e9


def visits_bn(month):
    return load("users").set_index("id").count_m[f"visits_2023_{month}"] / 1000


def visitors_bn():
    return load("users").set_index("id").count_m["visitors_2023_08"] / 1000


def reported_change(month):
    return load("changes").set_index("id").change[f"change_2023_{month}"]


def fall():
    return claimed_bn("C3-11") / claimed_bn("C3-09") - 1


def fall_interval():
    return tuple(percent_change_interval(claimed_bn("C3-09"), claimed_bn("C3-11"), HALF_WIDTH_BN))


def june_interval(may_bn):
    return tuple(percent_change_interval(may_bn, visits_bn("06"), HALF_WIDTH_BN))


def june_is_possible():
    low, high = june_interval(visits_bn("05"))
    return (low, high, bool(low <= reported_change("06") <= high))


def july_implied_bn():
    return visits_bn("08") / (1 + reported_change("08"))


def one_end_moved():
    old, new = claimed_bn("C3-09"), claimed_bn("C3-11")
    return ((new - HALF_WIDTH_BN) / old - 1, (new + HALF_WIDTH_BN) / old - 1)


def like_with_like():
    old, new = claimed_bn("C3-09"), claimed_bn("C3-11")
    return ((new - HALF_WIDTH_BN) / (old - HALF_WIDTH_BN) - 1,
            (new + HALF_WIDTH_BN) / (old + HALF_WIDTH_BN) - 1)


def shares_left():
    return tuple(1 + change for change in fall_interval())


def raw_agreement():
    return sum(a == b for a, b in zip(CODER_A, CODER_B, strict=True)) / len(CODER_A)


def chance_agreement():
    return sum(CODER_A.count(c) * CODER_B.count(c) for c in set(CODER_A)) / len(CODER_A) ** 2


LESSON = Lesson(
    headline=Headline(
        claim="C3-12",
        confidence=0.9,
        supports="the two rounded levels do give a fall of that size, and web visits did fall "
                 "three months running.",
        against="the levels are visits, not users; June was not the peak; the measured change "
                "was smaller; the app and other programs are not counted.",
    ),
    predictions={"00-share": Prediction(
        asks="what share of humanity would the June figure be?",
        unit="% of humanity", low=0, high=100,
        outcome=lambda: 100 * claimed_bn("C3-09") / WORLD_BN,
    )},
    exercises={
        "00-1": Exercise(
            answer=fall, tolerance=0.001, unit="a fraction, such as -0.25",
            start="divide the new level by the old one first.",
            meaning="Rounded, it is the article's twelve percent.",
            mistakes=(
                Mistake(12, "This is a percentage; give a fraction, and keep the sign."),
                Mistake(-12, "This is a percentage; give a fraction."),
                Mistake(lambda: 100 * fall(), "This is a percentage; give a fraction."),
                Mistake(lambda: load("claims").set_index("id").value["C3-12"],
                        "That is the article's rounded figure; compute it from the two levels."),
                Mistake(lambda: -fall(), "The size is right; a fall is negative."),
                Mistake(lambda: claimed_bn("C3-11") / claimed_bn("C3-09"),
                        "This is the share that is left; subtract 1 to get the change."),
                Mistake(lambda: 1 - claimed_bn("C3-09") / claimed_bn("C3-11"),
                        "This divides by the new value; divide by the old one."),
                Mistake(lambda: claimed_bn("C3-09") / claimed_bn("C3-11") - 1,
                        "This divides by the new value; divide by the old one."),
                Mistake(lambda: claimed_bn("C3-11") - claimed_bn("C3-09"),
                        "This is the difference in billions; divide it by the old level."),
            ),
        ),
        "00-a": Exercise(
            answer=lambda: int(load("users").query("entity == 'chat.openai.com'")
                               .set_index("date").count_m.idxmax().month),
            start="sort the visits so that the largest comes first.", unit="the month, 1 to 12",
            meaning="The fall began before the month that the article calls the peak.",
            mistakes=(
                Mistake(6, "That is the article's month; sort the table and read its first row."),
                Mistake(10, "That is the last row of the table; sort by count_m, not by date."),
            ),
        ),
        "00-2": Exercise(
            answer=lambda: visits_bn("08") / visitors_bn(), tolerance=0.1,
            unit="visits per visitor",
            start="look up the visits of August 2023 and the unique visitors of that month.",
            meaning="One visitor is counted about eight times a month.",
            mistakes=(
                Mistake(lambda: visitors_bn() / visits_bn("08"),
                        "This divides visitors by visits; turn it over."),
                Mistake(lambda: visits_bn("07") / visitors_bn(),
                        "This is not August over August: take both from that month."),
            ),
        ),
        "00-3": Exercise(
            answer=fall_interval, tolerance=0.003, parts=("low", "high"), unit="fractions",
            start="write down the lowest new level and the highest old level.",
            meaning="The article's twelve percent is one point in a wide interval.",
            mistakes=(
                Mistake(one_end_moved,
                        "Only one number was moved; the old one is rounded too."),
                Mistake(lambda: like_with_like()[::-1],
                        "Low with low and high with high hides the extremes; pair lowest new "
                        "with highest old."),
                Mistake(like_with_like,
                        "Low with low and high with high hides the extremes; pair lowest new "
                        "with highest old."),
                Mistake(shares_left,
                        "Those are the shares that are left; subtract 1 to get the changes."),
                Mistake(lambda: fall_interval()[::-1],
                        "Right ends, wrong order: the deeper fall comes first."),
            ),
        ),
        "00-4": Exercise(
            answer=june_is_possible, tolerance=0.003, parts=("low", "high", "inside"),
            start="look up the visits of May, then give low, high and True or False.",
            meaning="The measured change and the two rounded levels can all be true.",
            mistakes=(
                Mistake(lambda: (*june_interval(visits_bn("05")), False),
                        "The interval is right. Read again whether the reported change lies "
                        "between its ends."),
                Mistake(lambda: (*june_interval(claimed_bn("C3-09")), ANY),
                        "This starts from the article's June; take the visits of May."),
                Mistake(lambda: (*[visits_bn("06") / visits_bn("05") - 1] * 2, ANY),
                        "No interval is left: the visits are in millions and the half-width in "
                        "billions, so divide the visits by 1,000 first."),
            ),
        ),
        "00-5": Exercise(
            answer=lambda: EVIDENCE[load("claims").set_index("id").evidence["C3-12"]],
            start="find who says so in the cutting.", unit="a letter, such as \"a\"",
            meaning="Nobody is named, so a reader cannot follow the number to its origin.",
            mistakes=(
                Mistake("a", "Official means that the company says so on the record; the article "
                             "quotes nobody."),
                Mistake("b", "Documents are papers or unnamed people seen by a newspaper; the "
                             "article mentions none."),
                Mistake("c", "Nearly: an estimate stands behind it, but the article does not "
                             "say whose."),
            ),
        ),
        "00-6": Exercise(
            answer=lambda: july_implied_bn() / (1 + reported_change("07")), tolerance=0.005,
            unit="billion visits",
            start="go back from August to July first.",
            meaning="It rounds to the level of the table, and lies outside the rounding interval "
                    "of the article's June.",
            mistakes=(
                Mistake(lambda: visits_bn("06"),
                        "That is the rounded level; work backwards from August."),
                Mistake(july_implied_bn, "That is July; go back one more month."),
                Mistake(lambda: july_implied_bn() * (1 + reported_change("07")),
                        "This multiplies; going back in time divides by one minus the fall."),
            ),
        ),
        "00-7": Exercise(
            answer=lambda: cohen_kappa(CODER_A, CODER_B), tolerance=0.005,
            start="count how often the two coders agree.",
            meaning="Agreement well above chance, from very few claims.",
            mistakes=(
                Mistake(lambda: (raw_agreement() - 1 / 3) / (1 - 1 / 3),
                        "A third is chance when the letters are equally frequent; multiply the "
                        "two coders' own shares."),
                Mistake(raw_agreement, "That is raw agreement; take out chance."),
                Mistake(lambda: raw_agreement() - chance_agreement(),
                        "This is agreement minus chance; divide by one minus chance."),
            ),
        ),
    },
)

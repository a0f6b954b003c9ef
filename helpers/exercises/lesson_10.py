"""Lesson 10, Dependents, rivals, creators."""

from helpers.data import load
from helpers.exercises import ANY, Exercise, Headline, Lesson, Mistake, Prediction
from helpers.models.ecosystem import (
    HOURS_A_YEAR,
    dependents,
    direct_dependents,
    downtime_hours,
    herfindahl,
    shapley,
)

COMMON = 0.1
USE = (0.7, 0.2, 0.1)
GRID = 0.2 / 2000
RATE = 0.1
YEARS = 5
SECOND_CLOUD = ("OpenAI", "Amazon")
WORTH = {"LC": 60, "LCD": 100}


def arrows(*more):
    links = load("dependencies")
    return [*zip(links.dependent, links.provider, strict=True), *more]


def counts(provider):
    return len(direct_dependents(arrows(), provider)), len(dependents(arrows(), provider))


def with_second_cloud(find=dependents):
    wider = arrows(SECOND_CLOUD)
    return len(find(wider, "Amazon")), len(find(wider, "Azure"))


def both_down(uptime=0.99, common=COMMON):
    return downtime_hours(uptime, providers=2, common_cause=common)


def flip(uptime=0.99, goal=0.999):
    """The common part b at which b q + ((1 - b) q)^2 is the share down at the goal."""
    q, wanted = 1 - uptime, 1 - goal
    half = (1 - 2 * q) / (2 * q)
    return (half * half + (wanted - q * q) / (q * q)) ** 0.5 - half


def run_rate_m():
    return 1000 * load("revenue").set_index("id").usd_bn["run_rate_2024_09"]


def cents(pool_m, days=365):
    return 100 * pool_m / (days * load("users").set_index("id").count_m["messages_2024_12"])


def licence_m():
    return load("terms").set_index("id").value["newscorp_licence_2024"]


def pot():
    pool_m = RATE * run_rate_m()
    return pool_m, cents(pool_m), licence_m() / YEARS / run_rate_m()


def split():
    return tuple(shapley("LCD", WORTH).values())


LESSON = Lesson(
    headline=Headline(
        claim="C4-20",
        confidence=0.8,
        supports="start-ups that build on the product are documented, and nothing on record "
                 "speaks against a large number.",
        against="we found no count; the article gives no list and no source, and our table "
                "names a handful of firms.",
    ),
    predictions={
        "10-azure": Prediction(
            asks="how many of the other names depend on Azure, directly or not?",
            unit="names", low=0, high=13, outcome=lambda: counts("Azure")[1],
        ),
        "10-common": Prediction(
            asks="for how many hours a year are both providers down?",
            unit="hours a year", low=0, high=HOURS_A_YEAR, outcome=both_down,
        ),
    },
    exercises={
        "10-1": Exercise(
            answer=lambda: downtime_hours(0.995), tolerance=0.1, unit="hours a year",
            start="write the uptime as a fraction and find the share of the year that is left.",
            meaning="Nearly two days a year, and nothing says that they come in one piece.",
            mistakes=(
                Mistake(lambda: 0.995 * HOURS_A_YEAR,
                        "Hours up; subtract the uptime from one first."),
                Mistake(lambda: (1 - 99.5) * HOURS_A_YEAR, "As a fraction, 99.5% is 0.995."),
                Mistake(lambda: downtime_hours(0.95), "That is 95%; 99.5% is 0.995."),
                Mistake(lambda: downtime_hours(0.995) / HOURS_A_YEAR,
                        "That is the share of the time; multiply by the hours of a year."),
            ),
        ),
        "10-2": Exercise(
            answer=lambda: counts("Nvidia"), parts=("direct", "in all"), unit="names",
            start="count the rows whose provider is Nvidia first.",
            meaning="Most of them deal with somebody else: the path to the chips is longer than "
                    "one arrow.",
            mistakes=(
                Mistake(lambda: (counts("Nvidia")[0],) * 2,
                        "Only one step in both; follow the arrows through Azure and OpenAI too."),
                Mistake(lambda: counts("Nvidia")[::-1],
                        "Right values, wrong order: the direct ones come first."),
                Mistake(lambda: (counts("Nvidia")[0], counts("Nvidia")[1] - counts("Nvidia")[0]),
                        "The second leaves out the direct ones; in all means both."),
                Mistake(lambda: (ANY, counts("Nvidia")[1] + 1),
                        "One too many in all: a name does not depend on itself."),
                Mistake((0, 0), "This looks where Nvidia points; ask who points to Nvidia."),
            ),
        ),
        "10-3": Exercise(
            answer=lambda: both_down(common=0), tolerance=0.005, unit="hours a year",
            start="find the share of the time in which one of them is down.",
            meaning="Less than an hour a year, if nothing ever stops both.",
            mistakes=(
                Mistake(lambda: 2 * downtime_hours(0.99), "Both must be down: multiply the "
                        "shares, do not add them."),
                Mistake(lambda: downtime_hours(0.99) / 2,
                        "Halving is not redundancy; multiply the two shares."),
                Mistake(lambda: downtime_hours(0.99), "That is one provider alone."),
                Mistake(lambda: both_down(common=0) / HOURS_A_YEAR,
                        "That is the share of the time; multiply by the hours of a year."),
                Mistake(lambda: 0.99 * 0.99 * HOURS_A_YEAR,
                        "Those are the hours in which both work."),
                Mistake(lambda: (1 - 0.99 * 0.99) * HOURS_A_YEAR,
                        "Those are the hours in which at least one is down; here both are."),
            ),
        ),
        "10-4": Exercise(
            answer=both_down, tolerance=0.02, unit="hours a year",
            start="compute the common part first: b times q.",
            meaning="The pair saves about nine tenths of the trouble, not ninety-nine hundredths.",
            mistakes=(
                Mistake(lambda: both_down(common=0), "The common part is missing."),
                Mistake(lambda: COMMON * downtime_hours(0.99),
                        "The independent part is missing."),
                Mistake(lambda: both_down() - COMMON * downtime_hours(0.99),
                        "That is the independent part alone; add b times q."),
                Mistake(lambda: both_down() / HOURS_A_YEAR,
                        "That is the share of the time; multiply by the hours of a year."),
                Mistake(lambda: COMMON * downtime_hours(0.99) + both_down(common=0),
                        "The common part is counted twice: what is left of each is (1 − b) × q."),
                Mistake(lambda: COMMON * downtime_hours(0.99) + (1 - COMMON) * both_down(common=0),
                        "The square belongs to all of (1 − b) × q, not to q alone."),
            ),
        ),
        "10-5": Exercise(
            answer=flip, tolerance=0.0004, unit="a fraction",
            start="find the hours of one provider at 99.9%: they are the goal.",
            meaning="The value of a second provider hangs on a number that few people measure.",
            mistakes=(
                Mistake(0.1, "Close, but the independent part adds hours of its own."),
                Mistake(0.09, "Near: the independent part shrinks as b grows, so b may be a "
                              "little larger. Give three digits."),
                Mistake(lambda: (0.001 - 0.01**2) / (0.01 - 0.01**2),
                        "Nearly: the square belongs to all of (1 − b) × q, not to q alone."),
                Mistake(lambda: round(flip() / GRID),
                        "That is the place in the list; take the value of parts at that place."),
                Mistake(0.001, "That is 1 − 0.999, the share down that is wanted; solve for b."),
                Mistake(lambda: 100 * flip(), "This is a percentage; give a fraction."),
            ),
        ),
        "10-a": Exercise(
            answer=with_second_cloud, parts=("amazon", "azure"), unit="names",
            start="count the ancestors of Amazon in the wider graph.",
            meaning="A second cloud could make OpenAI safer, and yet the count grows.",
            mistakes=(
                Mistake(lambda: (with_second_cloud(direct_dependents)[0], ANY),
                        "Only direct dependents; count along all paths."),
                Mistake(lambda: (with_second_cloud()[0], 0),
                        "The arrow to Azure stays where it is."),
                Mistake(lambda: with_second_cloud()[::-1],
                        "Right values, wrong order: Amazon comes first."),
                Mistake(lambda: (counts("Amazon")[1], ANY),
                        "That is Amazon without the new arrow; use the wider graph."),
                Mistake(lambda: (with_second_cloud()[0] - 1, ANY),
                        "One short for Amazon: OpenAI, all behind it, and those before."),
            ),
        ),
        "10-6": Exercise(
            answer=lambda: herfindahl(USE), tolerance=1, unit="index from 0 to 10,000",
            start="square each share first.",
            meaning="Paid equally, the same three would have an index of a third of the scale.",
            mistakes=(
                Mistake(lambda: herfindahl(USE) / 10_000, "Times 10,000."),
                Mistake(10_000, "Square each share first, then add."),
                Mistake(lambda: herfindahl([1 / 3] * 3),
                        "That is equal pay; here pay follows use."),
            ),
        ),
        "10-7": Exercise(
            answer=pot, tolerance=(0.5, 0.001, 0.0005), parts=("pot", "cents", "fraction"),
            unit="million dollars, cents, a fraction",
            start="take 10% of the run-rate and turn billions into millions.",
            meaning="About a tenth of a cent a message is little beside the cost of 2024 in "
                    "lesson 03; the whole pot is large beside one licence.",
            mistakes=(
                Mistake(lambda: (ANY, cents(pot()[0], days=1), ANY),
                        "The cents divide a year of the pot by the messages of one day."),
                Mistake(lambda: (ANY, ANY, licence_m() / run_rate_m()),
                        "The sum for News Corp is for five years; take one."),
                Mistake(lambda: (ANY, ANY, licence_m() / YEARS / pot()[0]),
                        "That is a fraction of the pot; divide by the run-rate."),
                Mistake(lambda: (pot()[0] / 1000, ANY, ANY),
                        "The pot is in billions; give millions."),
                Mistake(lambda: (ANY, pot()[1] / 100, ANY),
                        "The second is in dollars; give cents."),
            ),
        ),
        "10-8": Exercise(
            answer=split, tolerance=0.1, parts=("L", "C", "D"), unit="the same as 60 and 100",
            start="list the six orders of arrival and find those in which D comes last.",
            meaning="The rule pays each for what they add on average; who adds nothing alone "
                    "can still earn.",
            mistakes=(
                Mistake(lambda: (WORTH["LCD"] / 3,) * 3,
                        "Roles are not alike: L and C can do without D."),
                Mistake(lambda: (ANY, ANY, WORTH["LCD"] - WORTH["LC"]),
                        "D adds that only when it comes last; average over all orders of "
                        "arrival."),
                Mistake(lambda: (ANY, ANY, (WORTH["LCD"] - WORTH["LC"]) / 6),
                        "D comes last in two of the six orders, not in one."),
                Mistake(lambda: (ANY, ANY, 0),
                        "D earns something: in some orders it comes last."),
            ),
        ),
    },
)

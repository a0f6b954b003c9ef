"""Lesson 11, Capstone: brake or accelerator?"""

import numpy as np

from helpers.data import load
from helpers.exercises import ANY, Exercise, Headline, Lesson, Mistake, Prediction
from helpers.models.forecasting import brier_score
from helpers.models.innovation import best_effort, flip_weight, knowledge_after

CONFIDENCES, OUTCOMES = (0.8, 0.6, 0.3), (1, 0, 0)
DOSSIER = ((0.9, 7, 6), (0.6, 4, 2))
WEIGHTS = (3, 3, 2, 2, 2, 2, 1)
DIRECTIONS = (1, 1, 1, -1, -1, -1, -1)
CONTESTED, EXITS, NO_MODEL = 3, 4, 6
RETURNED, TAU_STEP = 2, 0.05


def dossier_score(all_agree=False):
    stated, agreed = [], []
    for confidence, many, right in DOSSIER:
        stated += [confidence] * many
        agreed += [1] * right + [0] * (many - right)
    if all_agree:
        agreed[:DOSSIER[0][1]] = [1] * DOSSIER[0][1]
    return brier_score(stated, agreed)


def share_that_agree():
    return sum(right for *_, right in DOSSIER) / sum(many for _, many, _ in DOSSIER)


def mean_of_two_groups():
    groups = [brier_score([p] * many, [1] * right + [0] * (many - right))
              for p, many, right in DOSSIER]
    return sum(groups) / len(groups)


def absolute_errors():
    return sum(abs(p - o) for p, o in zip(CONFIDENCES, OUTCOMES, strict=True)) / len(OUTCOMES)


def costs():
    return load("costs").set_index("id").value


def july(part="training", staff=False):
    plan = {name: costs()[f"{name}_2024_forecast"] for name in ("training", "inference", "staff")}
    return plan[part] / (plan["training"] + plan["inference"] + (plan["staff"] if staff else 0))


def epoch(part="research_compute"):
    return costs()[f"{part}_2024_epoch"] / (costs()["research_compute_2024_epoch"]
                                            + costs()["inference_2024_epoch"])


def releases():
    product = load("events").query("category == 'product'").set_index("id").date
    late = product[(product >= "2024-07-01") & (product <= "2024-12-31")]
    return len(late), (product["launch_o1_preview"] - product["launch_gpt_4o_mini"]).days


def turning(indicator, add=False, weights=WEIGHTS):
    flips = []
    for reading in (-1, 1):
        directions = list(DIRECTIONS)
        directions[CONTESTED] = reading
        flip = flip_weight(directions, weights, indicator)
        flips.append(flip - weights[indicator] if add else flip)
    return tuple(flips)


def smallest_return():
    return next(tau for tau in np.arange(0, 3, TAU_STEP) if best_effort(tau) > 0)


def opinions():
    debate = load("claims").query("lesson == '11'")
    return 100 * float((debate.evidence == "opinion").mean())


def days_to_gpt_5():
    day = load("events", after_2024=True).set_index("id").date
    return (day["launch_gpt_5"] - day["launch_gpt_4"]).days


def later_releases():
    return load("events", after_2024=True).query("category == 'product' and date > '2024-12-31'")


LESSON = Lesson(
    headline=Headline(
        claim="C1-55",
        confidence=0.6,
        supports="each camp has arguments that can be computed: sales, use and releases on one "
                 "side; exits and a large model that did not come on the other.",
        against="nobody saw the same laboratory without products, so no count of ours tells what "
                "commerce itself did; the sign of the sum depends on weights that we chose.",
    ),
    predictions={
        "11-opinions": Prediction(
            asks="what percentage of the claims of this debate are opinions?",
            unit="% of the claims", low=0, high=100, outcome=opinions),
        "11-gpt5": Prediction(
            asks="how many days after GPT-4 was GPT-5 released?",
            unit="days", low=0, high=3000, outcome=days_to_gpt_5, rows=later_releases),
    },
    exercises={
        "11-1": Exercise(
            answer=lambda: brier_score(CONFIDENCES, OUTCOMES), tolerance=0.001,
            start="take the distance between the first confidence and its outcome.",
            meaning="Better than always one half, thanks to the two that leaned the right "
                    "way.",
            mistakes=(
                Mistake(lambda: brier_score([0.5] * 3, OUTCOMES),
                        "That is always saying one half."),
                Mistake(absolute_errors, "Absolute errors; square them."),
                Mistake(lambda: sum(CONFIDENCES) / 3 - sum(OUTCOMES) / 3,
                        "Distances with their sign; square each before the mean."),
                Mistake(lambda: len(OUTCOMES) * brier_score(CONFIDENCES, OUTCOMES),
                        "That is the sum; take the mean of the three."),
                Mistake(lambda: absolute_errors() ** 2,
                        "The mean was squared; square each distance first, then take the mean."),
            ),
        ),
        "11-2": Exercise(
            answer=dossier_score, tolerance=0.001,
            start="write down the squared distance of a verdict at 0.9 that agrees, and of one "
                  "that differs.",
            meaning="The one sure verdict that differed costs more than six that agreed.",
            mistakes=(
                Mistake(share_that_agree, "That is the share that agree."),
                Mistake(lambda: dossier_score(all_agree=True), "One of the seven was wrong."),
                Mistake(lambda: (0.1**2 + 0.9**2 + 0.4**2 + 0.6**2) / 4,
                        "Each kind counts as often as it occurs: six, one, two and two times."),
                Mistake(mean_of_two_groups,
                        "The mean of two means; the seven count more than the four."),
            ),
        ),
        "11-3": Exercise(
            answer=lambda: (july(), epoch()), tolerance=0.002, parts=("July plan", "Epoch AI"),
            unit="fractions", start="add the two parts of computing in the plan of July.",
            meaning="Below one half in one split, above it in the other: the same indicator for "
                    "either camp.",
            mistakes=(
                Mistake(lambda: (july(staff=True), ANY), "Staff is not compute."),
                Mistake(lambda: (july("inference"), ANY), "That is inference."),
                Mistake(lambda: (ANY, epoch("inference")),
                        "The second share is that of answering; put research above the line."),
                Mistake(lambda: (epoch(), july()),
                        "Right shares, wrong order: the plan of July comes first."),
            ),
        ),
        "11-4": Exercise(
            answer=releases, parts=("rows", "days"),
            start="query the product rows with a date after June 2024.",
            meaning="Counting launches measures output, not novelty.",
            mistakes=(
                Mistake(lambda: (releases()[0] - 1, ANY), "Mind 5 December."),
                Mistake(lambda: (releases()[0] + 1, ANY),
                        "One too many: GPT-4o is of May, and a price cut is no release."),
                Mistake(lambda: releases()[::-1], "Right numbers, wrong order: rows come first."),
                Mistake(lambda: (releases()[0], -releases()[1]),
                        "The count is right; subtract the earlier day from the later one."),
                Mistake(lambda: (releases()[0], releases()[1] / 7),
                        "The count is right; the second number is in weeks, give days."),
            ),
        ),
        "11-a": Exercise(
            answer=lambda: turning(NO_MODEL), tolerance=0.01,
            parts=("read as brake", "read as accelerator"),
            start="take the score of each reading; it is the lead that the weight must eat up.",
            meaning="An opinion would have to weigh twice as much as it does, or six times.",
            mistakes=(
                Mistake(lambda: turning(NO_MODEL, add=True),
                        "That is how much to add; the weight it has is in the score already."),
                Mistake(lambda: turning(EXITS),
                        "Those are the weights for the exits; the position is 6."),
                Mistake(lambda: turning(NO_MODEL, weights=(1,) * len(WEIGHTS)),
                        "That is with equal weights; take the weights by evidence."),
                Mistake(lambda: turning(NO_MODEL)[::-1],
                        "Right weights, wrong order: the reading for the brake comes first."),
            ),
        ),
        "11-6": Exercise(
            answer=lambda: best_effort(RETURNED), tolerance=0.01,
            unit="a fraction", start="compute the knowledge for every share with 2 put back.",
            meaning="In this toy, some selling feeds research; more starves it.",
            mistakes=(
                Mistake(lambda: best_effort(0), "Revenue pays for research here."),
                Mistake(lambda: best_effort(3), "That is τ = 3."),
                Mistake(lambda: float(knowledge_after(best_effort(RETURNED), RETURNED)),
                        "That is the knowledge reached; the share that reaches it is asked."),
                Mistake(lambda: 100 * best_effort(RETURNED),
                        "That is the position in the list; divide by 100."),
            ),
        ),
        "11-7": Exercise(
            answer=smallest_return, tolerance=0.02,
            unit="dollars put back for each dollar of revenue",
            start="compute the best share for 0, then for 0.05, and go on.",
            meaning="Nearly all of the revenue must come back before selling helps knowledge.",
            mistakes=(
                Mistake(1 / 0.6, "1/A ignores that knowledge grows."),
                Mistake(0.5, "There s* is still 0."),
                Mistake(lambda: smallest_return() - TAU_STEP,
                        "That is the last step at which s* is still 0; take the next one."),
                Mistake(RETURNED, "There s* is well above 0; look for the smallest."),
            ),
        ),
    },
)

"""Lesson 11: right answers, wrong answers with their sentence, facts that change the output."""

from tests.expectations import stored

ONE_TOO_MANY = "One too many: GPT-4o is of May, and a price cut is no release."

RIGHT = {
    "11-1": stored("L11.brier_example"),
    "11-2": stored("L11.dossier_brier_example"),
    "11-3": (stored("L11.rd_share_info"), stored("L11.rd_share_epoch")),
    "11-4": (stored("L11.launches_2024H2"), stored("L11.days_mini_to_o1")),
    "11-a": (2, 6),
    "11-6": stored("L11.s_star_tau2.0"),
    "11-7": stored("L11.tau_min"),
}

WRONG = [
    ("11-1", 0.25, "That is always saying one half."),
    ("11-1", 0.3667, "Absolute errors; square them."),
    ("11-1", 0.2333, "Distances with their sign; square each before the mean."),
    ("11-1", 0.49, "That is the sum; take the mean of the three."),
    ("11-1", 0.1344, "The mean was squared; square each distance first, then take the mean."),
    ("11-2", 0.7273, "That is the share that agree."),
    ("11-2", 0.1009, "One of the seven was wrong."),
    ("11-2", 0.335, "Each kind counts as often as it occurs: six, one, two and two times."),
    ("11-2", 0.1921, "The mean of two means; the seven count more than the four."),
    ("11-3", (0.353, 0.714), "Staff is not compute."),
    ("11-3", (0.5714, 0.714), "That is inference."),
    ("11-3", (0.4286, 0.2857), "The second share is that of answering; put research above the "
     "line."),
    ("11-3", (0.7143, 0.4286), "Right shares, wrong order: the plan of July comes first."),
    ("11-4", (4, 56), "Mind 5 December."),
    ("11-4", (6, 56), ONE_TOO_MANY),
    ("11-4", (56, 5), "Right numbers, wrong order: rows come first."),
    ("11-4", (5, -56), "The count is right; subtract the earlier day from the later one."),
    ("11-4", (5, 8), "The count is right; the second number is in weeks, give days."),
    ("11-a", (1, 5), "That is how much to add; the weight it has is in the score already."),
    ("11-a", (3, 7), "Those are the weights for the exits; the position is 6."),
    ("11-a", (6, 2), "Right weights, wrong order: the reading for the brake comes first."),
    ("11-a", (0, 2), "That is with equal weights; take the weights by evidence."),
    ("11-6", 0, "Revenue pays for research here."),
    ("11-6", 0.38, "That is τ = 3."),
    ("11-6", 2.431, "That is the knowledge reached; the share that reaches it is asked."),
    ("11-6", 29, "That is the position in the list; divide by 100."),
    ("11-7", 1.667, "1/A ignores that knowledge grows."),
    ("11-7", 0.9, "That is the last step at which s* is still 0; take the next one."),
    ("11-7", 0.5, "There s* is still 0."),
    ("11-7", 2, "There s* is well above 0; look for the smallest."),
]

CHANGED = [
    ("claims", "C1-26", "value"),
    ("costs", "training_2024_forecast", "value"),
    ("revenue", "revenue_2024_forecast_sept", "usd_bn"),
    ("users", "messages_2024_12", "count_m"),
    ("headcount", "safety_staff_left", "people"),
]

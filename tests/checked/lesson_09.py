"""Lesson 09: right answers, wrong answers with their sentence, facts that change the output."""

from tests.expectations import stored

RIGHT = {
    "09-1": stored("L09.new_share_min"),
    "09-2": stored("L09.founders_in_claim"),
    "09-3": stored("L09.dbl2"),
    "09-4": stored("L09.km_base_S_end"),
    "09-5": (stored("L09.km_base_median"), stored("L09.km_karpathy2nd_median")),
    "09-a": stored("L09.exits20_share_mean_staff"),
    "09-6": tuple(stored("L09.safety_wilson")),
    "09-7": stored("L09.binom_tail_0.15"),
    "09-8": (*stored("L09.median_range_unknown_dates"), *stored("L09.hazard_pre2019_range")),
}

WRONG = [
    ("09-1", 1.208, "Newcomers over the old staff; divide by the people of September 2024."),
    ("09-1", 0.453, "That is the largest share of old staff; the rest is new."),
    ("09-1", 0.513, "That is the first pair, from February to November 2023; take the second."),
    ("09-1", 930, "That is a number of people; divide it by the people of September 2024."),
    ("09-2", 4, "Two of them pledged money and are not on the list: funders."),
    ("09-2", 3, "One too many: look up each of the four in the table."),
    ("09-2", 1, "One too few: one of them is on the list as a donor too."),
    ("09-3", 10.35, "That is the interval, in which staff more than doubled."),
    ("09-3", 8.57, "That adds equal heads a month; a doubling time assumes equal percentages. Use "
     "the logarithm."),
    ("09-3", 275.7, "Those are days; give months."),
    ("09-3", 13.07, "That is the time to grow 2.72-fold; multiply by ln 2."),
    ("09-4", 0.182, "A leave is not an exit: Brockman is censored."),
    ("09-4", 0.727, "That is the share that left; S is the share still there."),
    ("09-4", 0.2424, "Brockman was taken out before Schulman's exit of the same day; exits come "
     "first, and a leave is a stay that goes on."),
    ("09-4", 0.4545, "That is S before May 2024; two more exits follow."),
    ("09-4", 0.4665, "Each exit was divided by eleven; the people at risk become fewer."),
    ("09-5", (4.88, 5.48), "The first is the mean; read the time at which S falls to one half."),
    ("09-5", (2.554, 2.554), "Equal: move one exit to February 2024 and sort again, with "
     "one_stay."),
    ("09-5", (2.0, 2.375), "Those are medians of the leavers alone; who stayed is at risk too."),
    ("09-5", (8.175, 2.554), "Right values, wrong order: the coding of the plot comes first."),
    ("09-a", 0.01176, "That is the staff at the end; take the mean of both ends."),
    ("09-a", 0.026, "That is the staff at the start; take the mean of both ends."),
    ("09-a", 0.0081, "That is the sum of the two headcounts; halve it."),
    ("09-a", 1.62, "This is a percentage; give a fraction."),
    ("09-6", (0.288, 0.645), "That is the plain normal interval; use wilson_interval."),
    ("09-6", (0.4667, 0.4667), "That is the share itself, twice; a share of few people has an "
     "interval."),
    ("09-6", (0.361, 0.698), "Those are the people who stayed; take those who left."),
    ("09-6", (0.639, 0.302), "Right values, wrong order: the lower end comes first."),
    ("09-7", 3.15e-05, "That is the chance of exactly that many; take at least that many."),
    ("09-7", 0.00818, "That is with a chance of 25%; take 15%."),
    ("09-7", 7.1e-06, "That is more than so many; the helper counts k itself already."),
    ("09-8", (2.554, 2.554, 0.227, 0.227), "Those are the placeholders; take the earliest dates, "
     "then the latest."),
    ("09-8", (2.196, 3.055, 0.2705, 0.2027), "Right values, wrong order: the latest exits give "
     "the lower rate."),
    ("09-8", (3.055, 2.196, 0.2027, 0.2705), "The medians are in the wrong order: the smaller one "
     "comes first."),
]

CHANGED = [
    ("headcount", "headcount_2024_09", "people"),
]

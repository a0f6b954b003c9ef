"""Lesson 02: right answers, wrong answers with their sentence, facts that change the output."""

from tests.expectations import stored

EQUAL_NUMBERS = "Equal numbers a day; a doubling time assumes equal percentages."
CLOSE = ("Close, not equal: give the slope on all three points, neither from the first to the last "
         "nor as e to its power minus 1.")

RIGHT = {
    "02-1": stored("L02.exp_slope"),
    "02-2": stored("L02.exp_fc_feb26"),
    "02-3": (stored("L02.dbl_200_250"), stored("L02.dbl_250_300"), False),
    "02-a": 11.33,
    "02-4": (stored("L02.naive_mape"), stored("L02.mape_exp")),
    "02-5": tuple(stored("L02.exp_PI95_feb26")),
    "02-6": (stored("L02.sse_K10000"), stored("L02.sse_K100000")),
    "02-7": (stored("L02.bass_tstar"), stored("L02.bass_Fstar")),
    "02-8": stored("L02.mape_lin"),
}

WRONG = [
    ("02-1", 0.00268, "That is per day; the axis is in months."),
    ("02-1", 14.23, "That is the slope of the straight line, in millions; take the logarithm of "
     "y first."),
    ("02-1", 0.03545, "That is the logarithm to base 10; np.log is the natural one."),
    ("02-1", 0.0849, CLOSE),
    ("02-1", 0.08504, CLOSE),
    ("02-1", 0.11775, "That is the logarithm to base 2; np.log is the natural one."),
    ("02-1", 0.1272, "This joins the last two points; least squares uses all three."),
    ("02-1", 12.03, "Time and users are swapped: slope takes t first."),
    ("02-2", 862.6, "The rate is a slope of the logarithm: use np.exp of it, not 1 plus it."),
    ("02-2", 1003, "This starts at the last point; the fitted curve starts at its own level."),
    ("02-2", 961.4, "This starts at the first point; the fitted curve starts at its own level."),
    ("02-2", 2884, "This lets the last announcement grow from the first day on; take the level of "
     "the curve."),
    ("02-2", 8.104e31, "These are days; the rate is per month."),
    ("02-2", 487, "That is the straight line."),
    ("02-2", 2.263, "That is the logarithm of a growth factor; np.exp undoes the logarithm."),
    ("02-2", 9.61, "That is the growth factor; multiply it by the level of the curve."),
    ("02-3", (105.6, 239.5, True), "Compare the doubling times: longer is slower."),
    ("02-3", (34, 63, False), "Those are the days between announcements; users did not double in "
     "them."),
    ("02-3", (239.5, 105.6, True), "Right times, wrong order: before comes first."),
    ("02-3", (297, 105.6, True), "One announcement too early: arrays count from 0."),
    ("02-3", (3.47, 7.869, False), "Those are months; give days."),
    ("02-3", (136, 315, False), EQUAL_NUMBERS),
    ("02-a", 4.65, "This divides the days by the growth factor; use the logarithm, or "
     "doubling_time."),
    ("02-a", 5.47, EQUAL_NUMBERS),
    ("02-a", 6.67, "That is the growth factor; doubling_time turns it into days."),
    ("02-a", 31, "That is the length of the month; it more than doubled."),
    ("02-a", 10.96, "From the last day of April to the last of May there are 31 days."),
    ("02-a", 0.3654, "That is in months; give days."),
    ("02-a", 67.05, "That is the month before the jump."),
    ("02-4", (-0.5026, -0.1481), "Signs cancel: that is bias; take absolute values."),
    ("02-4", (50.26, 16.68), "Give fractions."),
    ("02-4", (0.1668, 0.5026), "Right scores, wrong order."),
    ("02-4", (360, 105.6), "These misses are in millions; divide each by what happened."),
    ("02-4", (0.5026, 0.04668), "The second score is that of the last date alone; average all "
     "five."),
    ("02-4", (1.2, 0.2073), "This divides by the forecast; divide by what happened."),
    ("02-5", (572, 1552), "1.96 is for many points; with one degree of freedom the factor is "
     "12.7."),
    ("02-5", (0.00008528, 10_405_936_000), "That is the 99% interval."),
    ("02-5", (730, 1215), "That is the 50% interval."),
    ("02-5", (188.6, 4706), "That is the 90% interval of the table."),
    ("02-5", (23984, 37), "Right ends, wrong order: low comes first."),
    ("02-6", (702.6, 682.2), "These misses are in millions; divide by y first."),
    ("02-6", (0.003915, 0.003816), "That is the mean of the squares; add them up."),
    ("02-6", (-0.01191, -0.01146), "These misses cancel; square each before you add."),
    ("02-7", (0.516, 0.4605), "p and q are per year: no division by 12."),
    ("02-7", (74.3, 0.4605), "Those are months; give years."),
    ("02-7", (0, 0), "p and q are swapped: innovation p comes before imitation q."),
    ("02-7", (6.19, 0.5), "Half is the case without innovation, p = 0."),
    ("02-8", -0.5026, "Signs cancel: that is bias, and of no change; take mape of your rule."),
    ("02-8", 0.9, "This does not beat no change, or is no score. Under 0, signs have "
     "cancelled; at 0, the rule has seen what happened; far above 1, it is a percentage."),
]

CHANGED = [("users", "weekly_users_2024_08_29", "count_m")]

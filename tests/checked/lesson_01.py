"""Lesson 01: right answers, wrong answers with their sentence, facts that change the output."""

from tests.expectations import stored


def carried_forward(weekly, monthly, apart, doubling):
    """Independent copy for 01-6, with logarithms in place of powers."""
    from math import log2

    if None in (weekly, monthly):
        return None
    return log2(weekly) + apart / doubling <= log2(monthly)


def dates_ignored(weekly, monthly, apart, doubling):
    return None if None in (weekly, monthly) else weekly <= monthly


def dates_ignored_strictly(weekly, monthly, apart, doubling):
    return None if None in (weekly, monthly) else weekly < monthly


def turned_round(weekly, monthly, apart, doubling):
    within = carried_forward(weekly, monthly, apart, doubling)
    return None if within is None else not within


def printed(weekly, monthly, apart, doubling):
    carried_forward(weekly, monthly, apart, doubling)


def carried_the_wrong_way(weekly, monthly, apart, doubling):
    return carried_forward(weekly, monthly, -apart, doubling)


def exponent_turned_over(weekly, monthly, apart, doubling):
    if None in (weekly, monthly):
        return None
    return weekly * 2 ** (doubling / apart) <= monthly


def unknown_stops(weekly, monthly, apart, doubling):
    return weekly * 2 ** (apart / doubling) <= monthly


def unknown_monthly_is_false(weekly, monthly, apart, doubling):
    return monthly is not None and carried_forward(weekly, monthly, apart, doubling)


def unknown_weekly_stops(weekly, monthly, apart, doubling):
    return None if monthly is None else unknown_stops(weekly, monthly, apart, doubling)


def unknown_weekly_is_false(weekly, monthly, apart, doubling):
    return weekly is not None and carried_forward(weekly, monthly, apart, doubling)


GROWTH = "Growth between the dates must be used: carry the weekly count to the monthly date first."
UNKNOWN = "Unknown is not False; return None when one of the counts is None."

RIGHT = {
    "01-1": stored("L01.days_100_200"),
    "01-a": "b",
    "01-2": stored("L01.dbl_200_300"),
    "01-3": stored("L01.cmgr_100_300"),
    "01-4": stored("L01.msgs_per_wau_week"),
    "01-5": stored("L01.wau_mau_upper"),
    "01-6": carried_forward,
    "01-7": (200, 9.1856),
}

WRONG = [
    ("01-1", 298, "Both ends are counted; subtract the dates, and one end drops out."),
    ("01-1", 9.8, "That is months; the answer is in days."),
    ("01-1", 97, "Those are the days from the second announcement to the third."),
    ("01-1", 394, "Those are the days from the first announcement to the third."),
    ("01-1", -297, "The order is turned round: later day minus earlier day."),
    ("01-a", "a", "The line still rises, so the number of users does too."),
    ("01-a", "c", "Not for certain: a smaller percentage of more users can be more users."),
    ("01-a", "d", "The other way round: a smaller percentage a day means a longer doubling time."),
    ("01-2", 97, "That is the interval, in which users grew by half; they did not double."),
    ("01-2", 194, "Equal numbers a day; a doubling time assumes equal percentages."),
    ("01-2", 239.23, "One log is missing: the doublings are log(ratio) over log(2)."),
    ("01-2", 56.74, "This multiplies the days by the doublings; divide."),
    ("01-2", 345.13, "This divides twice; put the doublings, log over log, in brackets."),
    ("01-2", 0.585, "That is the number of doublings; divide the days by it."),
    ("01-2", 1.7095, "That is one over the doublings; the days are missing."),
    ("01-2", 248.6, "That is the whole span; take the second announcement and the third."),
    ("01-2", 297, "That is the first interval; take the second announcement and the third."),
    ("01-3", 0.155, "Simple average; growth compounds."),
    ("01-3", -0.76824, "Brackets are missing: the exponent is the whole of (1 / months)."),
    ("01-3", 1500112, "That power makes it larger; the exponent is one over the months."),
    ("01-3", 0.0959, "This takes twelve months; turn the days between the dates into months."),
    ("01-3", 1.0886, "That is the factor of one month; subtract 1 to get the growth."),
    ("01-3", 0.0849, "That is the slope of the logarithm; the growth is a root, minus 1."),
    ("01-3", 0.002792, "That is growth a day; the exponent is one over the months."),
    ("01-4", 3.33, "A daily flow over a weekly stock; make both weekly."),
    ("01-4", 0.043, "Users over messages; turn it over."),
    ("01-4", 101.5, "A monthly flow over a weekly stock; make both weekly."),
    ("01-4", 0.476, "This divides by 7; a week holds more messages than a day, not fewer."),
    ("01-4", 7000, "Those are the messages of all users, in millions; divide by the users."),
    ("01-5", 1.75, "Weekly users cannot exceed monthly users; turn it over."),
    ("01-5", 0.286, "That weekly count is of November 2023; take the date closest to June 2024."),
    ("01-5", 2, "That monthly count is of March; take the one of June 2024."),
    ("01-5", 0.857, "That weekly count is of December; take the date closest to June 2024."),
    ("01-5", 0.714, "That weekly count is of October; take the date closest to June 2024."),
    ("01-5", 1, "Both counts are too early; take the monthly one of June 2024."),
    ("01-6", turned_round,
     "The comparison is turned round: True where weekly does not exceed monthly."),
    ("01-6", printed, "The function gives nothing back; end it with return, not with print."),
    ("01-6", carried_the_wrong_way,
     "The count moves the wrong way: days above 0 mean a later date."),
    ("01-6", exponent_turned_over, "The exponent is turned over: it is days / doubling."),
    ("01-6", dates_ignored, GROWTH),
    ("01-6", dates_ignored_strictly, GROWTH),
    ("01-6", unknown_stops, UNKNOWN),
    ("01-6", unknown_monthly_is_false, UNKNOWN),
    ("01-6", unknown_weekly_stops, UNKNOWN),
    ("01-6", unknown_weekly_is_false, UNKNOWN),
    ("01-7", (200, 0), "No spread: one path is no experiment. Run 2,000, with two delays each."),
    ("01-7", (211.25, 6.5), "Only the last announcement is late here; the first has a delay as "
     "well."),
    ("01-7", (188.75, 6.5), "Only the first announcement is late here; the last has a delay as "
     "well."),
    ("01-7", (222.5, 9.2), "Both delays are added; a late start shortens the span."),
    ("01-7", (200, 18.4), "The mean is right; take the spread of the doubling times, with .std()."),
    ("01-7", (400, 18.4), "Those are the days between the announcements; divide by the doublings."),
]

CHANGED = [("users", "weekly_users_2024_12_04", "count_m")]

"""Lesson 08: right answers, wrong answers with their sentence, facts that change the output."""

from tests.expectations import stored

NEXT_ONE = "After the change nobody's threshold is at or below 0.01."

RIGHT = {
    "08-1": stored("L08.dismissal_paris"),
    "08-2": stored("L08.share_505_770"),
    "08-3": (stored("L08.granov_uniform100"), stored("L08.granov_perturbed")),
    "08-4": stored("L08.min_seed_full"),
    "08-5": stored("L08.2023-11-17")["t_mean"],
    "08-a": "b",
    "08-6": (stored("L08.2023-11-17")["t_peer"], stored("L08.2023-11-20")["t_peer"]),
    "08-7": stored("L08.min_detectable"),
    "08-8": stored("L08.stag_pstar"),
}

WRONG = [
    ("08-1", "20:28", "That is UTC; Paris is one hour later in November."),
    ("08-1", "22:28", "Summer time is over."),
    ("08-1", "21h28", "The right time; write it with a colon, as in 08:53."),
    ("08-1", "12:28", "That is the clock of San Francisco; convert it to Paris."),
    ("08-1", "15:28", "That is the clock of New York; convert it to Paris."),
    ("08-2", 0.721, "The base is 700 there; staff were about 770."),
    ("08-2", 65.6, "Give a share."),
    ("08-2", 0.344, "That is the share that had not signed yet."),
    ("08-2", 1.525, "This divides staff by signatures; turn it over."),
    ("08-2", 0.636, "That is the earlier count; take the row of 505."),
    ("08-2", 0.684, "That is over a later count; divide by the staff."),
    ("08-3", (99, 1), "The person at zero starts alone and counts."),
    ("08-3", (100, 100), NEXT_ONE),
    ("08-3", (100, 99), NEXT_ONE[:-1] + ": the chain stops, it does not lose one person."),
    ("08-3", (100, 0), "The person at zero needs nobody and is in."),
    ("08-3", (1, 1), "In the first crowd somebody is at 0.01: one person in is enough for the "
     "next."),
    ("08-4", 231, "30% is the mean; the chain starts with low thresholds."),
    ("08-4", 44, "That chain stalls below a hundred: one person is missing."),
    ("08-4", 154, "That group is made of the most eager, who join anyway; draw it evenly."),
    ("08-4", 42, "This counts the group twice: only the n − i others can still join."),
    ("08-4", 0.0584, "That is a share of the staff; give people."),
    ("08-5", -1.149, "Use the log return and subtract the mean."),
    ("08-5", -1.159, "The mean of ordinary days is still in it; subtract it."),
    ("08-5", -1.68, "That is the return in percent."),
    ("08-5", -0.01794, "That is the abnormal return; divide it by the standard deviation."),
    ("08-5", 1.32, "That is Monday; take the closes of 16 and 17."),
    ("08-5", 1.227, "The size is right; the share fell."),
    ("08-a", "a", "Most of the day's trading was done before the announcement, and a close cannot "
     "say which minutes moved it."),
    ("08-a", "c", "An ordinary day does not exclude a small effect; it hides it."),
    ("08-a", "d", "Monday's close holds a whole weekend of news and everything else that moved "
     "shares; that it came after is no cause."),
    ("08-6", (-1.23, 1.32), "That is the model without peers."),
    ("08-6", (-1.18, 0.8967), "Divide by the residual σ, not by the sd of returns."),
    ("08-6", (1.183, -1.558), "Right values, wrong order: Friday comes first."),
    ("08-7", 0.02865, "1.96σ has 50% power."),
    ("08-7", 0.00374, "One day, not the mean of 120."),
    ("08-7", 4.096, "That is in percent; give a fraction."),
    ("08-7", 2.802, "These are standard deviations; multiply by the one of Microsoft."),
    ("08-8", 0.25, "This is cost over gain; the odds, not the chance."),
    ("08-8", 0.8, "That is the chance of failure that one can bear; give that of success."),
    ("08-8", 4, "This is gain over cost; a probability lies between 0 and 1."),
]

CHANGED = [
    ("share_prices", "msft_window_sd", "value"),
    ("signatures", "signatures_738", "signatures"),
    ("users", "weekly_users_2024_12_04", "count_m"),
]

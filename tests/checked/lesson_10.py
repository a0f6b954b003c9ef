"""Lesson 10: right answers, wrong answers with their sentence, facts that change the output."""

from tests.expectations import stored

RIGHT = {
    "10-1": stored("L10.downtime_h_0.995"),
    "10-2": (stored("L10.direct")["Nvidia"], stored("L10.ancestors")["Nvidia"]),
    "10-3": stored("L10.two_indep_h_0.99"),
    "10-4": stored("L10.two_common10_h_0.99"),
    "10-5": stored("L10.flip_common_cause"),
    "10-a": (7, 6),
    "10-6": stored("L10.hhi_70_20_10"),
    "10-7": (stored("L10.royalty_pool_10pct_M"), stored("L10.royalty_per_msg_cents"),
             stored("L10.newscorp_share")),
    "10-8": tuple(stored("L10.shapley")[who] for who in "LCD"),
}

WRONG = [
    ("10-1", 8716.2, "Hours up; subtract the uptime from one first."),
    ("10-1", -862_860, "As a fraction, 99.5% is 0.995."),
    ("10-1", 438, "That is 95%; 99.5% is 0.995."),
    ("10-2", (4, 4), "Only one step in both; follow the arrows through Azure and OpenAI too."),
    ("10-2", (11, 4), "Right values, wrong order: the direct ones come first."),
    ("10-2", (4, 7), "The second leaves out the direct ones; in all means both."),
    ("10-2", (11, 12), "One too many in all: a name does not depend on itself."),
    ("10-2", (0, 0), "This looks where Nvidia points; ask who points to Nvidia."),
    ("10-3", 175.2, "Both must be down: multiply the shares, do not add them."),
    ("10-3", 43.8, "Halving is not redundancy; multiply the two shares."),
    ("10-3", 87.6, "That is one provider alone."),
    ("10-3", 8585.68, "Those are the hours in which both work."),
    ("10-3", 174.3, "Those are the hours in which at least one is down; here both are."),
    ("10-4", 0.876, "The common part is missing."),
    ("10-4", 8.76, "The independent part is missing."),
    ("10-4", 9.636, "The common part is counted twice: what is left of each is (1 − b) × q."),
    ("10-4", 9.5484, "The square belongs to all of (1 − b) × q, not to q alone."),
    ("10-5", 0.1, "Close, but the independent part adds hours of its own."),
    ("10-5", 0.09, "Near: the independent part shrinks as b grows, so b may be a little larger. "
     "Give three digits."),
    ("10-5", 0.001, "That is 1 − 0.999, the share down that is wanted; solve for b."),
    ("10-5", 9.175, "This is a percentage; give a fraction."),
    ("10-a", (2, 1), "Only direct dependents; count along all paths."),
    ("10-a", (7, 0), "The arrow to Azure stays where it is."),
    ("10-a", (6, 7), "Right values, wrong order: Amazon comes first."),
    ("10-a", (1, 6), "That is Amazon without the new arrow; use the wider graph."),
    ("10-6", 0.54, "Times 10,000."),
    ("10-6", 10_000, "Square each share first, then add."),
    ("10-6", 3333.3, "That is equal pay; here pay follows use."),
    ("10-7", (400, 40, 0.0125),
     "The cents divide a year of the pot by the messages of one day."),
    ("10-7", (400, 0.1096, 0.0625), "The sum for News Corp is for five years; take one."),
    ("10-7", (0.4, 0.1096, 0.0125), "The pot is in billions; give millions."),
    ("10-7", (400, 0.001096, 0.0125), "The second is in dollars; give cents."),
    ("10-8", (33.33, 33.33, 33.33), "Roles are not alike: L and C can do without D."),
    ("10-8", (30, 30, 40),
     "D adds that only when it comes last; average over all orders of arrival."),
    ("10-8", (50, 50, 0), "D earns something: in some orders it comes last."),
]

CHANGED = [
    ("costs", "outage_2023_11_08", "value"),
    ("rivals", "amazon_anthropic_2023_09", "value"),
    ("revenue", "run_rate_2024_09", "usd_bn"),
    ("users", "messages_2024_12", "count_m"),
    ("terms", "newscorp_licence_2024", "value"),
]

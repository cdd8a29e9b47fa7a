"""What a payout can be for, how it stands, and how a sum is written."""

from safeconduct.fund.rules.money import digits_of, written

__all__ = ["LEADS_TO", "MOST", "PURPOSES", "STATES", "digits_of", "written"]

PURPOSES = ("food", "shelter", "medical", "legal", "travel", "papers", "other")
STATES = ("asked", "approved", "paid", "returned", "withdrawn")

# What may come after what. Money that was paid and came back is returned; so is what nobody wanted to approve.
LEADS_TO = {
    "asked": ("approved", "returned", "withdrawn"),
    "approved": ("paid", "returned", "withdrawn"),
    "paid": ("returned",),
    "returned": (),
    "withdrawn": (),
}

MOST = 10**12  # a slip of the hand, not a payout

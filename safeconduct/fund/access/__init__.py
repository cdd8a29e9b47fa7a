"""The only ways to obtain what the fund keeps, a file for each desk."""

from safeconduct.fund.access.payouts import payers_for, payout_asked_by, payout_to_decide, payouts_asked_by, payouts_to_decide

__all__ = ["payers_for", "payout_asked_by", "payout_to_decide", "payouts_asked_by", "payouts_to_decide"]

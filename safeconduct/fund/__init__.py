"""Payouts: money that somebody asks for by an opaque number, and that a second person approves. Whom it helps is not known here."""

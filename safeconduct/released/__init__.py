"""Numbers and sentences that were let out: all that the public may see of the help that is given."""

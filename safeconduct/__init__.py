"""Safeconduct: the shared desk of a coalition that answers the persecution of a group of people."""

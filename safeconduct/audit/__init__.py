"""The record of what happened: append-only, each entry hashing the one before. Knows nobody; refers by label and reference."""

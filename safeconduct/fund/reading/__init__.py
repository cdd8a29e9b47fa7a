"""Reads what banks send: pure, as a stream, all or nothing."""

"""Durable outgoing messages, one for each recipient, and the mail that comes back to their reply addresses."""

"""Pure decisions about cases: how long one is kept."""

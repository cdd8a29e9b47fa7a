"""Pure decisions about signatures: what a form must hold, how an address is compared, what a token tells, how many may come at once."""

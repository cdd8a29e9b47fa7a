"""Reading: from bytes to blocks and sentences, from sentences to proposals. Pure: no database, no clock, no network."""

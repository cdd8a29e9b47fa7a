"""Pure decisions about publications: their kinds and parts, what a fact in a text must carry, what must not leak, who agreed to what."""

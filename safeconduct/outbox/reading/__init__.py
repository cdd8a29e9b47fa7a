"""From the bytes of a mail that came to what it says. Pure, and safe with mail that was written to do harm."""

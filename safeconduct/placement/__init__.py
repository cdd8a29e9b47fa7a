"""Rounds: cards without a name, and where a scarce place does most. Which case a card came from is not known here."""

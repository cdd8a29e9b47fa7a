"""Who has been asked for what, who answered with words, and who with deeds."""

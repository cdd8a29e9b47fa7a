"""What the pages of the evidence desk need to know."""

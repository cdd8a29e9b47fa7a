"""Petitions: campaigns from the first text to the decision, with what people say about them and what is handed over."""

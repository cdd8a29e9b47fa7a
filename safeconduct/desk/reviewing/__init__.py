"""The review of a document: proposals as cards, cards as forms, forms into the registers."""

"""The demonstration: a model case told with public facts, and invented documents to try the desks on. See data/README.md."""

"""The pages of the advocacy desk."""

"""The sealed format in pure Python: no Django, no database, no clock. docs/reference/format.md says it byte for byte."""

"""The desk's own pages: the door, what waits for me, import, review, search, the record."""

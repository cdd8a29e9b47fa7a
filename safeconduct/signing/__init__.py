"""The signing itself: takes signatures, seals them at once, finds duplicates, confirms, counts. It knows campaigns by their roll alone.

Its tables lie in a database of their own, so that a surge never waits for the desk, nor the desk for a surge.
"""

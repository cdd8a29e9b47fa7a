"""Makes a bare machine ready. Plain Python, its standard library alone: this runs before anything is installed."""

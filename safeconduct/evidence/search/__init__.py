"""Search in all languages at once over everything one may read: analysed here, stored as tokens, engines behind one port."""

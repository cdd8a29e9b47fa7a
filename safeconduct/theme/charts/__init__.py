"""Drawings made on the server: pure functions from plain values to SVG, no Django.

Every drawing has a title and a description, escapes every text, uses classes of the stylesheet for its looks, gives the same
bytes for the same values, and is told its direction. Each has a table beside it, rendered by the page that shows it.
"""

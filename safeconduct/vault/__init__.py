"""Sealed objects: vaults, their epochs, who may open them, and what lies in them. ``format`` is pure; nothing here can read anything."""

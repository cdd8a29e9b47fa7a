"""Organisations, members, roles and permissions. Their keys come to stand here too."""

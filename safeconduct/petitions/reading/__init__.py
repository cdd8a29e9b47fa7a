"""Pure: from the bytes of a package to what it holds."""

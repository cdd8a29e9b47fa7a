"""The desk's addresses of money, a file for each of its desks."""

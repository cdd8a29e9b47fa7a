"""What is typed at the fund's desks."""

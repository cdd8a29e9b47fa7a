"""What is so whatever is stored: no Django, no clock."""

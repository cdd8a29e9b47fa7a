"""What people fill in at the desk of evidence."""

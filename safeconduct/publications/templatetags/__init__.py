"""What templates say of sheets."""

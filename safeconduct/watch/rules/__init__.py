"""What holds for timers. No database, no clock."""

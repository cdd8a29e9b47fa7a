"""Pure decisions about campaigns: their stages and ends, what may be shown, what a package holds."""

"""Pure decisions about evidence: origins and how many, standing, alarms, moments. No Django, no clock, no input or output."""

"""Check-ins that fire while nobody is online: a reference, a time and a team, and nothing about whom they are for."""

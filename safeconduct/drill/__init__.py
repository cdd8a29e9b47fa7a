"""The seizure drill: plant marks where people's words go, then look for them in everything that could be carried away."""

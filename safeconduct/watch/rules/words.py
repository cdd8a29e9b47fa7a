"""The words of alarms. Pure."""

MISSED, DURESS, DRILL = "missed", "duress", "drill"
KINDS = (MISSED, DURESS, DRILL)

SAFE, GONE_ON, FALSE = "safe", "gone-on", "false"
OUTCOMES = (SAFE, GONE_ON, FALSE)

WELL, DANGER = "well", "danger"
SAID = (WELL, DANGER)

MOST_TRIES = 10  # words by the link between two signs of life; two words of 2048 cannot be guessed in ten

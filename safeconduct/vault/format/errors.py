"""What is wrong with bytes that should have been sealed."""


class NotSealed(ValueError):
    """These bytes are not what they should be, or are not for whoever holds this key."""


class WrongContext(NotSealed):
    """It opens, but it says that it belongs elsewhere."""


class NotPadded(NotSealed):
    """The length is none of the allowed ones, or the padding is not what it should be."""


class NotCanonical(NotSealed):
    """This JSON could be written in another way, or says a thing twice."""

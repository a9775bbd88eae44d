"""How many of a committee must take part. Pure."""


def needed(seats: int, percent: int) -> int:
    """Return how many of the seats make a quorum: the given part or more, at least one.

    >>> needed(24, 50), needed(23, 50), needed(0, 50)
    (12, 12, 1)
    """
    return max(-(-seats * percent // 100), 1)

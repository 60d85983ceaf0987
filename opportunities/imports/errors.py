"""What can be wrong with a feed, and with one row of it. The text is a sentence for people."""


class FeedError(Exception):
    """The feed as a whole cannot be used: nothing may be changed because of it."""


class Unreadable(Exception):
    """One row cannot be read; it goes to quarantine with this reason and stops nothing."""

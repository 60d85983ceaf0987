"""Fifty people on the site at once: how long each waits, also while a release is taken up."""

ACCOUNT, PASSWORD = "visitor", "measured under load"  # the accounts have numbers after it

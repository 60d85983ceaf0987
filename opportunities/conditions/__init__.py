"""What a call asks of those who apply, as far as its own text says: read once, kept with the call.

Pure: no database, no clock. What a text does not say is None and never guessed.
"""

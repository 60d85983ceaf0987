"""A call in plain words of the reader's language, built from facts. What is unknown is left out.

Pure: reads what `Call.objects.listed()` has read, so it costs no query.
"""

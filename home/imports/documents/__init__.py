"""Governing documents as they are found, turned into draft pages.

Read (bytes to pieces), classify (what does not belong, and why), structure (headings and lists),
metadata (what the document says of itself): all pure. Only `store` knows pages.
"""

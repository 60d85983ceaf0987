"""Governing documents: what they are at a given day, what they are called, how they are shown."""

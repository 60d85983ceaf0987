"""Measurements: speed and weight, printed as tables. No test asserts a time."""

"""Addresses of the editorial site that are no pages."""

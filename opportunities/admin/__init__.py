"""Calls and what belongs to them in the editors' admin; home puts them in the menu."""

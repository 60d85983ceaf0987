"""Deleting pages so that they can be brought back: where they go, and what an editor sees of it."""

"""Who we are and whom we work with."""

from network.models.bodies import Body

__all__ = ["Body"]

"""The editorial site."""

from home.models.loaded import LoadedFile
from home.models.start import StartPage

__all__ = ["LoadedFile", "StartPage"]

"""The editorial site."""

from home.models.faults import FaultReport
from home.models.loaded import LoadedFile
from home.models.standard import StandardPage
from home.models.start import StartPage

__all__ = ["FaultReport", "LoadedFile", "StandardPage", "StartPage"]

"""The editorial site."""

from home.models.loaded import LoadedFile
from home.models.standard import StandardPage
from home.models.start import StartPage
from home.models.towns import CooperationPage, TwinTownsPage

__all__ = ["CooperationPage", "LoadedFile", "StandardPage", "StartPage", "TwinTownsPage"]

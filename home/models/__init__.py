"""The editorial site."""

from home.models.loaded import LoadedFile
from home.models.projects import ProjectIndexPage, ProjectPage
from home.models.standard import StandardPage
from home.models.start import StartPage

__all__ = ["LoadedFile", "ProjectIndexPage", "ProjectPage", "StandardPage", "StartPage"]

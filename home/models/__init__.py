"""The editorial site."""

from home.models.documents import DocumentIndexPage, GoverningDocumentPage
from home.models.loaded import LoadedFile
from home.models.projects import ProjectIndexPage, ProjectPage
from home.models.replacements import DocumentArea, DocumentReplacement
from home.models.standard import StandardPage
from home.models.start import StartPage

__all__ = [
    "DocumentArea",
    "DocumentIndexPage",
    "DocumentReplacement",
    "GoverningDocumentPage",
    "LoadedFile",
    "ProjectIndexPage",
    "ProjectPage",
    "StandardPage",
    "StartPage",
]

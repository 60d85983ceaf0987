"""The editorial site."""

from home.models.guides import GuidePage
from home.models.loaded import LoadedFile
from home.models.news import NewsIndexPage, NewsPage, NewsTag
from home.models.standard import StandardPage
from home.models.start import StartPage

__all__ = [
    "GuidePage",
    "LoadedFile",
    "NewsIndexPage",
    "NewsPage",
    "NewsTag",
    "StandardPage",
    "StartPage",
]

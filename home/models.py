"""The editorial site: the pages that compose what the other apps have."""

from home.glossary.models import GlossaryPage, GlossaryTerm
from home.guides.models import GuidePage
from home.loading.models import LoadedFile
from home.news.models import NewsIndexPage, NewsPage, NewsTag
from home.partners.models import PartnerProfilePage, PartnerProposal, SubjectContact
from home.standard.models import StandardPage
from home.start.models import StartPage

__all__ = [
    "GlossaryPage",
    "GlossaryTerm",
    "GuidePage",
    "LoadedFile",
    "NewsIndexPage",
    "NewsPage",
    "NewsTag",
    "PartnerProfilePage",
    "PartnerProposal",
    "StandardPage",
    "StartPage",
    "SubjectContact",
]

"""The editorial site."""

from home.models.documents import DocumentIndexPage, GoverningDocumentPage
from home.models.faults import FaultReport
from home.models.glossary import GlossaryTerm
from home.models.glossary_page import GlossaryPage
from home.models.guides import GuidePage
from home.models.how_we_work import HowWeWorkPage
from home.models.loaded import LoadedFile
from home.models.news import NewsIndexPage, NewsPage, NewsTag
from home.models.partner import PartnerProfilePage
from home.models.projects import ProjectIndexPage, ProjectPage
from home.models.proposals import PartnerProposal, SubjectContact
from home.models.replacements import DocumentArea, DocumentReplacement
from home.models.standard import StandardPage
from home.models.start import StartPage
from home.models.towns import CooperationPage, TwinTownsPage

__all__ = [
    "CooperationPage",
    "DocumentArea",
    "DocumentIndexPage",
    "DocumentReplacement",
    "FaultReport",
    "GlossaryPage",
    "GlossaryTerm",
    "GoverningDocumentPage",
    "GuidePage",
    "HowWeWorkPage",
    "LoadedFile",
    "NewsIndexPage",
    "NewsPage",
    "NewsTag",
    "PartnerProfilePage",
    "PartnerProposal",
    "ProjectIndexPage",
    "ProjectPage",
    "StandardPage",
    "StartPage",
    "SubjectContact",
    "TwinTownsPage",
]

"""The editorial site."""

from home.models.glossary import GlossaryTerm
from home.models.glossary_page import GlossaryPage
from home.models.how_we_work import HowWeWorkPage
from home.models.loaded import LoadedFile
from home.models.partner import PartnerProfilePage
from home.models.proposals import PartnerProposal, SubjectContact
from home.models.standard import StandardPage
from home.models.start import StartPage

__all__ = [
    "GlossaryPage",
    "GlossaryTerm",
    "HowWeWorkPage",
    "LoadedFile",
    "PartnerProfilePage",
    "PartnerProposal",
    "StandardPage",
    "StartPage",
    "SubjectContact",
]

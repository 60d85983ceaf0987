"""What partners abroad read of us, and what they propose."""

from home.partners.models.profile import PartnerProfilePage
from home.partners.models.proposals import PartnerProposal, SubjectContact

__all__ = ["PartnerProfilePage", "PartnerProposal", "SubjectContact"]

"""The document as schema.org has it, for machines that read the page."""

import json

from django.utils.safestring import SafeString

from governing.models import GoverningDocumentPage
from governing.status import OVER, Status

FORCE = {Status.IN_FORCE: "InForce"} | dict.fromkeys(
    (*OVER, Status.PROPOSED, Status.DRAFT, Status.ADOPTED), "NotInForce"
)
# In a script element nothing may end it; JSON allows these to be written as numbers.
_HARMLESS = {ord(c): f"\\u{ord(c):04X}" for c in "<>&"}


def facts(page: GoverningDocumentPage, now: Status) -> SafeString:
    """JSON-LD with what is known; what no source states is left out."""
    told: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": "Legislation",
        "name": page.title,
        "inLanguage": page.locale.language_code,
        "legislationType": str(page.get_document_type_display()),
    }
    known = {
        "url": page.full_url,
        "legislationIdentifier": page.reference_number,
        "legislationPassedBy": str(page.decided_by) if now in (Status.IN_FORCE, *OVER) else "",
        "legislationDate": page.decided_on and page.decided_on.isoformat(),
        "legislationDateVersion": page.last_changed_on and page.last_changed_on.isoformat(),
        "temporalCoverage": _period(page),
        "legislationLegalForce": FORCE.get(now) and f"https://schema.org/{FORCE[now]}",
    }
    told |= {name: value for name, value in known.items() if value}
    return SafeString(json.dumps(told, ensure_ascii=False).translate(_HARMLESS))


def _period(page: GoverningDocumentPage) -> str:
    return f"{page.valid_from}/{page.valid_to or '..'}" if page.valid_from else ""

"""What schema.org asks of a governing document, for machines that read its page."""

from typing import Any

from governing.models import GoverningDocumentPage
from governing.status import OVER, Status

FORCE = {Status.IN_FORCE: "InForce"} | dict.fromkeys(
    (*OVER, Status.PROPOSED, Status.DRAFT, Status.ADOPTED), "NotInForce"
)


def schema_facts(page: GoverningDocumentPage, now: Status) -> dict[str, Any]:
    """What is told besides what every page tells; what no source states is left out."""
    stated = {
        "legislationIdentifier": page.reference_number,
        "legislationPassedBy": str(page.decided_by) if now in (Status.IN_FORCE, *OVER) else "",
        "legislationDate": page.decided_on and page.decided_on.isoformat(),
        "legislationDateVersion": page.last_changed_on and page.last_changed_on.isoformat(),
        "temporalCoverage": _period(page),
        "legislationLegalForce": FORCE.get(now) and f"https://schema.org/{FORCE[now]}",
    }
    return {
        "@type": "Legislation",
        "legislationType": str(page.get_document_type_display()),
        **{name: value for name, value in stated.items() if value},
    }


def _period(page: GoverningDocumentPage) -> str:
    return f"{page.valid_from}/{page.valid_to or '..'}" if page.valid_from else ""

"""What editors' tools remember: deleted pages, links that lead nowhere, reported faults."""

from editing.bin.models import BinnedPage, PageBin
from editing.faults.models import FaultReport
from editing.links.models import BrokenLink, OutsideAddress

__all__ = ["BinnedPage", "BrokenLink", "FaultReport", "OutsideAddress", "PageBin"]

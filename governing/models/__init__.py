"""Governing documents (styrdokument), their register, and what they replace."""

from governing.models.documents import DocumentIndexPage, GoverningDocumentPage
from governing.models.replacements import DocumentArea, DocumentReplacement

__all__ = [
    "DocumentArea",
    "DocumentIndexPage",
    "DocumentReplacement",
    "GoverningDocumentPage",
]

"""What every app needs, one noun a module."""

from core.models.alerts import Alert
from core.models.audiences import Audience
from core.models.audit import AuditEvent
from core.models.document_text import DocumentText
from core.models.jobs import JobRun, MailClaim, Run
from core.models.media import Document, Image, Rendition
from core.models.priorities import PriorityArea, PriorityScheme, VocabularyWord
from core.models.profile import MunicipalityProfile, ProcessStep, SupportService
from core.models.search import (
    SearchDate,
    SearchEntry,
    SearchFrequency,
    SearchNote,
    SearchSignature,
    SearchText,
)
from core.models.sections import ContentVersion, SectionVisibility
from core.models.users import User
from core.models.vocabulary import (
    SearchedWord,
    VocabularyConcept,
    VocabularyFile,
    VocabularyTerm,
)
from core.web.sent_forms.models import SentForm

__all__ = [
    "Alert",
    "Audience",
    "AuditEvent",
    "ContentVersion",
    "Document",
    "DocumentText",
    "Image",
    "JobRun",
    "MailClaim",
    "MunicipalityProfile",
    "PriorityArea",
    "PriorityScheme",
    "ProcessStep",
    "Rendition",
    "Run",
    "SearchDate",
    "SearchEntry",
    "SearchFrequency",
    "SearchNote",
    "SearchSignature",
    "SearchText",
    "SearchedWord",
    "SectionVisibility",
    "SentForm",
    "SupportService",
    "User",
    "VocabularyConcept",
    "VocabularyFile",
    "VocabularyTerm",
    "VocabularyWord",
]

"""What a page must say of a project's EU money, and what is missing for that."""

from django.utils.translation import gettext as _

from core.access.visibility import Visibility
from core.words.language import LocalizedText, pick
from opportunities.models.programmes import CO_FUNDED_EN, CO_FUNDED_SV
from projects.models.projects import Project


def reasons_against(project: Project) -> list[str]:
    """Why the project cannot have a published page, a sentence each; none where it can."""
    reasons = []
    if project.visibility != Visibility.PUBLIC:
        reasons.append(
            _("Not everybody may read this project. Change who may read it, or publish no page.")
        )
    if project.has_eu_money and project.programme is None:
        reasons.append(
            _(
                "This project has EU money, so its page must show the EU emblem and the sentence "
                "that the programme demands. State the project's programme first."
            )
        )
    elif project.has_eu_money and not _sentences(project):
        reasons.append(
            _(
                "This project has EU money, so its page must say so in the words that the "
                "programme demands. Write that sentence in both languages for “%(programme)s” "
                "first."
            )
            % {"programme": project.programme}
        )
    return reasons


def _sentences(project: Project) -> bool:
    programme = project.programme
    return bool(
        programme
        and programme.funding_sentence_sv.strip()
        and programme.funding_sentence_en.strip()
    )


def eu_sentence(project: Project) -> LocalizedText | None:
    """The programme's own sentence; where it was taken away after publishing, the usual one."""
    if not project.has_eu_money:
        return None
    if project.programme and _sentences(project):
        sentence: LocalizedText = project.programme.funding_sentence
        return sentence
    return pick({"sv": CO_FUNDED_SV, "en": CO_FUNDED_EN})

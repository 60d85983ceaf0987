"""What becomes of a call: projects, their partners and their money."""

from projects.models.pages import ProjectIndexPage, ProjectPage
from projects.models.partners import ProjectPartner
from projects.models.projects import Currency, Project, ProjectKind, Role, State
from projects.models.years import ProjectYear

__all__ = [
    "Currency",
    "Project",
    "ProjectIndexPage",
    "ProjectKind",
    "ProjectPage",
    "ProjectPartner",
    "ProjectYear",
    "Role",
    "State",
]

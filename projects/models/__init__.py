"""What becomes of a call: projects, their partners and their money."""

from projects.models.pages import ProjectIndexPage, ProjectPage
from projects.models.partners import ProjectPartner
from projects.models.projects import Currency, Kind, Project, Role, State
from projects.models.years import ProjectYear

__all__ = [
    "Currency",
    "Kind",
    "Project",
    "ProjectIndexPage",
    "ProjectPage",
    "ProjectPartner",
    "ProjectYear",
    "Role",
    "State",
]

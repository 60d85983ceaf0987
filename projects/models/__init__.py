"""What becomes of a call: projects, their partners and their money."""

from projects.models.partners import ProjectPartner
from projects.models.projects import Currency, Kind, Project, Role, State
from projects.models.years import ProjectYear

__all__ = ["Currency", "Kind", "Project", "ProjectPartner", "ProjectYear", "Role", "State"]

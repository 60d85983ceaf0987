"""The names of the programmes as the search knows them: whoever names one wants its own calls."""

from opportunities.models import Programme


def concept_of(programme: Programme) -> str:
    """The token that every record of a programme carries, and that each of its names stands for."""
    return f"programme_{programme.slug.replace('-', '_')}"

"""Questions about calls, each with a name; the clock is passed in."""

from typing import Any

from django.db.models import (
    Aggregate,
    Case,
    CharField,
    F,
    OuterRef,
    Prefetch,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast
from django.db.models.sql.compiler import SQLCompiler

from core.access.visibility import VisibleQuerySet
from core.words.sorting import InSwedish

MUNICIPALITY = "kommun"  # the audience that we are
OF_AREAS = ("area__scheme__order", "area__order", InSwedish("area__name_sv"), "area")


class Joined(Aggregate):
    """Texts, a space between them; None where there are none."""

    function, template = "GROUP_CONCAT", "%(function)s(%(expressions)s, ' ')"
    output_field = CharField()

    def as_postgresql(self, compiler: SQLCompiler, connection: Any, **context: Any) -> Any:
        return self.as_sql(compiler, connection, function="STRING_AGG", **context)


class LinkQuerySet(QuerySet):
    def current(self) -> "LinkQuerySet":
        """Links that are not rejected; an editor's "no" is kept so that no import suggests it."""
        return self.filter(rejected=False)

    def classifying(self) -> "LinkQuerySet":
        """Current links to areas of the scheme that calls are sorted by, with those, in order."""
        current = self.current().filter(area__scheme__classifies_calls=True)
        return current.select_related("area").order_by(*OF_AREAS)

    def of_municipality(self) -> "LinkQuerySet":
        """Links to the audience of municipalities, with `how`: by whom, or that it is rejected."""
        how = Case(When(rejected=True, then=Value("rejected")), default=F("origin"))
        return self.filter(audience__slug=MUNICIPALITY).annotate(how=how)


class CallQuerySet(VisibleQuerySet):
    def listed(self) -> "CallQuerySet":
        """With everything a line in a list shows: two more queries, however many lines."""
        areas = self._links("priority_links").classifying()
        return self.in_brief().prefetch_related(
            Prefetch("priority_links", areas, to_attr="area_links")
        )

    def in_brief(self) -> "CallQuerySet":
        """With everything a line in a list shows but the areas: one more query."""
        links = self._links("audience_links").filter(call=OuterRef("pk"))
        ours, theirs = links.of_municipality(), links.current().order_by().values("call")
        return (
            self.select_related("programme")
            .annotate(
                municipality_link=Subquery(ours.values("how")[:1]),
                audience_slugs=Subquery(
                    theirs.annotate(all=Joined("audience__slug")).values("all")
                ),
            )
            .prefetch_related(Prefetch("deadlines", to_attr="deadline_list"))
        )

    def with_area_keys(self) -> "CallQuerySet":
        """With `area_keys`, the keys of its areas between spaces; None where there are none."""
        links = self._links("priority_links").filter(call=OuterRef("pk")).classifying()
        key = Joined(Cast("area_id", CharField()))
        return self.annotate(
            area_keys=Subquery(links.order_by().values("call").annotate(all=key).values("all"))
        )

    def with_audiences(self) -> "CallQuerySet":
        """With the links to audiences, and those: one more query."""
        links = self._links("audience_links").select_related("audience")
        return self.prefetch_related(Prefetch("audience_links", links))

    def _links(self, name: str) -> LinkQuerySet:
        return LinkQuerySet(self.model._meta.get_field(name).related_model)

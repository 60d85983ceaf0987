"""Loading a file again without undoing what editors have done since.

A value is taken over from the file where the database still has what was loaded last. Where it
has something else an editor has changed it, and the editor's stays. What an editor has removed
stays removed; what an editor has added stays.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Any, cast

from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from wagtail.models import Page

from core.web import content_version
from home.loading.tables import Facts
from home.models import LoadedFile


class Merge:
    """One file going into the database. Use inside a transaction, and end with `remember`."""

    def __init__(self, name: str) -> None:
        self._row, _created = LoadedFile.objects.get_or_create(name=name)
        self._before: Facts = self._row.facts
        self._now: Facts = {}
        self.created = self.updated = 0
        self.kept: list[str] = []  # what differs from the file because an editor changed it

    def row(
        self, model: type[models.Model], lookup: Facts, facts: Facts, *, adopt: bool = False
    ) -> Any:
        """The row that `lookup` finds, made or brought up to date; None where an editor removed it.

        A row from before any loading only gets what it lacks, unless it is to be adopted.
        """
        name = _name(model, lookup)
        before = self._before.get(name)
        self._now[name] = facts
        row = model._default_manager.filter(**lookup).first()
        if row is None and before is None:
            self.created += 1
            return model._default_manager.create(**lookup, **facts)
        if row is None:
            self.kept.append(str(list(lookup.values())[-1]))
            return None
        if before is None and not adopt:
            before = {}
        changed = [f for f, value in facts.items() if self._takes(row, f, value, before)]
        for field in changed:
            setattr(row, field, facts[field])
        if changed:
            self.updated += 1
            row.save()
        if any(getattr(row, field) != value for field, value in facts.items()):
            self.kept.append(str(row))
        return row

    def members(
        self, name: str, have: Iterable[str], wanted: Iterable[str], *, reset: bool = False
    ) -> tuple[set[str], set[str]]:
        """What to add to and what to take out of a set; with `reset` it becomes the file's."""
        have, wanted = set(have), set(wanted)
        before = have if reset else set(self._before.get(name, ()))
        self._now[name] = sorted(wanted)
        added = wanted - have if reset else wanted - have - before
        removed = (before - wanted) & have
        if wanted - have - added:
            self.kept.append(name)
        if added or removed:
            self.created += name not in self._before
            self.updated += name in self._before
        return added, removed

    def words(
        self,
        name: str,
        model: type[models.Model],
        parent: Facts,
        wanted: Iterable[tuple[str, str]],
        *,
        reset: bool = False,
    ) -> None:
        """The words of an area or an audience, each with its language."""
        rows = model._default_manager.filter(**parent)
        have = {f"{code} {word}" for code, word in rows.values_list("language", "word")}
        lines = (f"{code} {word}" for code, word in wanted)
        added, removed = self.members(name, have, lines, reset=reset)
        for line in sorted(removed):
            rows.filter(language=line[:2], word=line[3:]).delete()
        model._default_manager.bulk_create(
            model(**parent, language=line[:2], word=line[3:]) for line in sorted(added)
        )

    def block(
        self, name: str, model: type[models.Model], parent: Facts, wanted: Sequence[Facts]
    ) -> None:
        """An ordered list of rows, replaced as a whole, or left as a whole to the editor."""
        wanted = [{"order": order, **facts} for order, facts in enumerate(wanted)]
        before = self._before.get(name, [])
        self._now[name] = wanted
        if not wanted and not before:
            return
        fields = list((wanted or before)[0])
        rows = model._default_manager.filter(**parent)
        have = list(rows.order_by("order", "pk").values(*fields))
        if have == wanted:
            return
        if have != before:
            self.kept.append(name)
            return
        rows.delete()
        model._default_manager.bulk_create(model(**parent, **facts) for facts in wanted)
        self.updated += bool(before)
        self.created += not before

    def page(self, key: str, make: Callable[[], Page]) -> Page | None:
        """The page that was made for `key`, made where it never was; None where it was removed.

        Once it exists its texts are the editors'.
        """
        name = f"page {key}"
        page_id = self._before.get(name)
        page = Page.objects.filter(pk=page_id, binned=None).first() if page_id else make()
        self.created += page_id is None
        self._now[name] = page_id or page.pk
        return page.specific if page else None

    def remember(self) -> None:
        """Keep what the file said, for the next time."""
        self._row.facts = self._now
        if _json(self._before) != _json(self._now):
            self._row.save()
        if self.created or self.updated:
            content_version.change()  # some of it was written in bulk

    def _takes(self, row: models.Model, field: str, value: Any, before: Facts | None) -> bool:
        """Whether the file's value replaces the row's."""
        current = getattr(row, field)
        if current == value:
            return False
        if before is None:
            return True
        model_field = cast("models.Field[Any, Any]", row._meta.get_field(field))
        last = before.get(field, model_field.get_default())
        return bool(current == model_field.to_python(last))


def _json(facts: Facts) -> str:
    return json.dumps(facts, cls=DjangoJSONEncoder, sort_keys=True)


def _name(model: type[models.Model], lookup: Facts) -> str:
    values = [str(getattr(value, "pk", value)) for value in lookup.values()]
    return f"{model._meta.label_lower} {' '.join(values)}"

"""One record of each kind that few may read, for the table of the admin in tests/test_leaks.py.

All have the key CLOSED, and what is for everybody beside them the key OPEN: an address of the
admin is then filled in without knowing what it is an address of, one that is added later too.
"""

import json
from typing import Any

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.text import slugify
from wagtail.contrib.redirects.models import Redirect
from wagtail.images.tests.utils import get_test_image_file
from wagtail.log_actions import log
from wagtail.models import (
    GroupPagePermission,
    Locale,
    Page,
    Revision,
    TaskState,
    Workflow,
    WorkflowPage,
    WorkflowState,
)
from wagtail_localize.models import (
    TranslatableObject,
    Translation,
    TranslationSource,
    get_schema_version,
)

from core.access.visibility import Visibility
from core.models import Document, Image, SectionVisibility, User
from editing.bin.actions import delete_pages
from editing.models import BinnedPage, BrokenLink
from home.loading import groups, workflow
from home.loading.merge import Merge
from home.models import GuidePage, StandardPage
from network.models import ExternalOrganisation, NetworkMembership, Post
from opportunities.models import Call
from projects.models import Project
from tests.factories import calls, towns
from tests.factories.core import site_tree

CLOSED, OPEN = 990_001, 990_002
CANARY = "Kanariefågel"  # what is looked for
SECRET = "kvittrar"  # what is never answered to somebody who may not read it
READERS = Visibility.COORDINATION


def secret(what: str) -> str:
    """A title that is found by CANARY and told by SECRET."""
    return f"{CANARY} {SECRET} {what}"


def closed_records(by: User) -> None:
    """All of them; `by` has once worked with some, and has no standing to read them now."""
    home = site_tree()
    groups.store(merge=Merge("rights of the tests"))
    workflow.store()
    _files()
    page = _pages(home, by)
    _page_rows(page, by)
    _records()


def _files() -> None:
    for key, visibility, name in (
        (CLOSED, READERS, secret("fil")),
        (OPEN, Visibility.PUBLIC, "Öppen fil"),
    ):
        file_name = f"{SECRET}-{key}" if key == CLOSED else str(key)
        image = Image.objects.create(
            pk=key, title=name, visibility=visibility, file=get_test_image_file(f"{file_name}.png")
        )
        document = Document.objects.create(
            pk=key,
            title=name,
            visibility=visibility,
            file=ContentFile(b"a text", f"{file_name}.txt"),
        )
        if key == CLOSED:
            image.tags.add(f"{CANARY}-{SECRET}")
            document.tags.add(f"{CANARY}-{SECRET}")
        for file in (image, document):
            log(instance=file, action="wagtail.edit")


def _body(page: int, file: int) -> list[dict[str, Any]]:
    """Blocks that lead to a page and an image.

    A link in a text would tell the address of a closed page to whoever reads the text, on the
    site as in the admin: it is in the list of broken links, for its editor to take away.
    """
    return [
        {"type": "image", "value": {"image": {"image": file, "alt_text": "bild"}, "caption": ""}},
        {"type": "links", "value": {"heading": "", "links": [{"text": "Mer", "page": page}]}},
    ]


def _add(parent: Page, model: type[Page], title: str, slug: str, **fields: Any) -> Page:
    page = model(title=title, slug=slug, locale=parent.locale, **fields)
    return parent.add_child(instance=page)


def _with_key(page: Page, key: int) -> Page:
    """Wagtail would take a new page that has a key for one that is there already."""
    model = type(page)
    model.objects.filter(page_ptr_id=page.pk).update(page_ptr_id=key)
    Page.objects.filter(pk=page.pk).update(id=key)
    return model.objects.get(pk=key)


def _pages(home: Page, by: User) -> Page:
    """A closed page, below it a draft and the only guide there is, and an open one beside it."""
    page = _with_key(_add(home, StandardPage, secret("sida"), SECRET), CLOSED)
    SectionVisibility.objects.create(pk=CLOSED, page=page, visibility=READERS)
    beside = _with_key(_add(home, StandardPage, "Öppen sida", "oppen"), OPEN)
    for one, other in ((page, OPEN), (beside, CLOSED)):
        one.body = json.dumps(_body(other, other))
        one.save()
    draft = _add(page, StandardPage, secret("utkast"), f"{SECRET}-utkast", live=False)
    _add(page, GuidePage, secret("guide"), f"{SECRET}-guide", last_published_at=timezone.now())
    binned = _add(page, StandardPage, secret("raderad"), f"{SECRET}-raderad")
    erased = _add(page, StandardPage, secret("utplånad"), f"{SECRET}-utplanad")
    erased.delete()
    delete_pages(pages=[binned], by=by, at=timezone.now())
    BinnedPage.objects.update(id=CLOSED)
    Page.objects.filter(pk=draft.pk).update(
        locked=True, locked_by=by, locked_at=timezone.now(), owner=None
    )
    Page.objects.filter(pk=CLOSED).update(last_published_at=timezone.now())
    return Page.objects.get(pk=CLOSED).specific


def _page_rows(page: Page, by: User) -> None:
    """What there is about the page: a draft under review, a redirect, a translation, notes."""
    now = timezone.now()
    of_type = {
        "content_type": ContentType.objects.get_for_model(StandardPage),
        "base_content_type": ContentType.objects.get_for_model(Page),
        "object_id": str(page.pk),
    }
    page.title = secret("nytt utkast")
    revision = Revision.objects.create(
        pk=CLOSED,
        **of_type,
        user=by,
        object_str=str(page),
        content=page.serializable_data(),
        created_at=now,
    )
    Page.objects.filter(pk=page.pk).update(
        latest_revision=revision, has_unpublished_changes=True, draft_title=page.title
    )
    approval = Workflow.objects.get(workflow_pages__isnull=False)
    state = WorkflowState.objects.create(pk=CLOSED, workflow=approval, requested_by=by, **of_type)
    task = TaskState.objects.create(
        pk=CLOSED,
        workflow_state=state,
        revision=revision,
        task=approval.tasks.first(),
        content_type=ContentType.objects.get_for_model(TaskState),
    )
    WorkflowState.objects.filter(pk=state.pk).update(current_task_state=task)
    WorkflowPage.objects.create(workflow=approval, page=page)
    Redirect.objects.create(pk=CLOSED, old_path="/gammal", redirect_page=page)
    _translation(page)
    BrokenLink.objects.create(
        pk=CLOSED, page=page, words=secret("länk"), target="/borta/", problem="nowhere", since=now
    )
    log(instance=page, action="wagtail.edit", user=by)
    GroupPagePermission.objects.create(
        group=Group.objects.create(pk=CLOSED, name="De slutna"),
        page=page,
        permission=GroupPagePermission.objects.first().permission,
    )


def _translation(page: Page) -> None:
    """With the page that it made, which is as closed as what it is a translation of."""
    english = Locale.objects.get(language_code="en")
    page.copy_for_translation(english, copy_parents=True)
    record, _new = TranslatableObject.objects.get_or_create_from_instance(page)
    source = TranslationSource.objects.create(
        pk=CLOSED,
        object=record,
        specific_content_type=ContentType.objects.get_for_model(page),
        locale=page.locale,
        object_repr=page.title,
        content_json=page.to_json(),
        schema_version=get_schema_version("home"),
        last_updated_at=timezone.now(),
    )
    source.refresh_segments()
    Translation.objects.create(pk=CLOSED, source=source, target_locale=english)


def _records() -> None:
    """Those that everybody may read lead to those that few may."""
    for key, visibility, name in (
        (CLOSED, READERS, secret("post")),
        (OPEN, Visibility.PUBLIC, "Öppen post"),
    ):
        own: dict[str, Any] = {"id": key, "visibility": visibility}
        towards: dict[str, Any] = {"town_id": CLOSED, "organisation_id": CLOSED}
        call: Call = calls.call(name, reference=slugify(name), **own)
        log(instance=call, action="wagtail.edit")
        towns.town(f"{SECRET if key == CLOSED else 'open'}", **own)
        keyed = {"profile": calls.municipality(), "key": str(key), **own}
        ExternalOrganisation.objects.create(name=name, **keyed)
        towns.agreement(name, **own, **towards)
        towns.exchange(name, **own, **towards)
        membership = NetworkMembership.objects.create(organisation_id=CLOSED, **keyed)
        log(instance=membership, action="wagtail.edit")
        Project.objects.create(title_sv=name, call_id=CLOSED, **own)
    Post.objects.create(
        pk=CLOSED,
        profile=calls.municipality(),
        title=secret("inlägg"),
        text=secret("text"),
        visibility=READERS,
        published_at=timezone.now(),
    )

"""A browser opens what people typed into the intranet to have it run: nothing of it does."""

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Dialog, Page

from core.models import MunicipalityProfile, User
from network.models import Card, Comment, Post, StayAbroad
from tests.network.intranet.payloads import PAYLOADS, as_text, in_lines

pytestmark = pytest.mark.browser

HOME = "/sv/natverk/"
TEXT = as_text(PAYLOADS)
# What of a page would run or be fetched, as the browser itself has understood it.
FAULTS = """() => [...document.querySelectorAll('*')].flatMap(element => [
  ...[...element.attributes].filter(({name, value}) =>
    /^on|^srcdoc$|^style$/.test(name) || /^[^a-z]*(javascript|vbscript|data):/i.test(
      value.replace(/[\\s\\u0000-\\u001f]/g, '')) && /^(href|src|.*action|xlink:href)$/.test(name)
  ).map(({name, value}) => `<${element.localName} ${name}=${value}>`),
  ...(/^(iframe|object|embed|base|math|style)$/.test(element.localName)
    || element.matches('script:not([src]):not([type]), meta[http-equiv]')
    || element.href?.includes?.('evil.example') ? [element.outerHTML] : []),
])"""


@pytest.fixture
def paths(demo_site: str) -> list[str]:
    """The pages that show what a contact person has typed: everything, everywhere."""
    author, at = User.objects.get(username="contact"), timezone.now()
    made = {"profile": MunicipalityProfile.objects.get(), "author": author, "published_at": at}
    posts = [Post.objects.create(title=t, text=TEXT, meaning=TEXT, **made) for t in in_lines(200)]
    for each in posts[:2]:
        Comment.objects.create(
            post=each, author=author, text=TEXT, written_at=at, sent_key=f"markup-{each.pk}"
        )
    card = {"about": TEXT, "phone": "<svg onload=window.ran=1>", "updated_at": at}
    card_of, _new = Card.objects.update_or_create(person=author, defaults=card)
    for line in in_lines(200):
        StayAbroad.objects.create(card=card_of, country="PT", what=line)
    shown = [each.get_absolute_url() for each in posts[:2]]
    people = [f"{HOME}kontakter/", f"{HOME}kontakter/{author.pk}/", f"{HOME}mina-uppgifter/"]
    lists = [HOME, f"{HOME}inlagg/", "/sv/sok/?q=ord12&kind=post"]
    return [*shown, f"{shown[0]}andra/", *people, *lists]


@pytest.fixture
def page(demo_site: str, visitor: BrowserContext) -> Page:
    """A window in which the contact person is logged in."""
    page = visitor.new_page()
    page.goto(f"{demo_site}{HOME}")
    page.fill("[name=login]", "contact")
    page.fill("[name=password]", "demo")
    page.keyboard.press("Enter")
    page.wait_for_url(f"{demo_site}{HOME}")
    return page


def test_nothing_that_was_typed_runs(
    demo_site: str, paths: list[str], violations: list[str], page: Page
) -> None:
    asked: list[str] = []

    def refuse(dialog: Dialog) -> None:
        asked.append(dialog.message)
        dialog.dismiss()

    page.on("dialog", refuse)
    for path in paths:
        answer = page.goto(f"{demo_site}{path}", wait_until="load")
        assert answer
        assert answer.status == 200, path
        assert "window.ran=1" in page.content(), path
        assert page.evaluate(FAULTS) == [], path
        for link in page.locator(".prose a").all()[:5]:
            link.focus()
        assert page.evaluate("window.ran") is None, path
        assert page.url == f"{demo_site}{path}"
    assert asked == []
    assert violations == []

"""Each form says what becomes of what is written, and what is stamped as secret is refused."""

from contextlib import nullcontext
from pathlib import Path

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.urls import reverse

from network.intranet.secrecy import refuse_secrecy
from network.models import Comment, Draft, Post, Seat
from tests.factories.calls import municipality
from tests.network.intranet.people import AT, as_somebody, post, somebody
from tests.required import required

WRITE = "/sv/natverk/nytt/"
TEMPLATES = Path(__file__).parents[3] / "templates"
NOTICES = ('{% include "forms/record.html" %}', "{{ form.notice }}")
# Forms with buttons, choices and hidden fields alone: nothing is written in them.
NOTHING_IS_WRITTEN = {
    *("comments/follow.html", "comments/mark.html", "comments/thanks.html"),
    *("coordination/again.html", "groups/remove.html", "news/suggest.html"),
    *("seating/confirm.html", "writing/drafts.html", "people/duty.html", "groups/covers.html"),
    *("calendar/feed.html", "competence/remove.html", "exchanges/remove.html"),
    *("events/answer.html", "events/task.html", "events/forms/attendance.html"),
    *("notifications/choices.html", "notifications/end.html", "notifications/list.html"),
    *("reading/confirm.html", "reading/page.html"),
}


def test_each_form_in_which_somebody_writes_says_that_it_becomes_a_public_record() -> None:
    silent = {
        str(path.relative_to(TEMPLATES / "intranet"))
        for path in (TEMPLATES / "intranet").rglob("*.html")
        if 'method="post"' in (text := path.read_text())
        and not any(notice in text for notice in NOTICES)
    }
    assert silent == NOTHING_IS_WRITTEN
    assert NOTICES[1] in (TEMPLATES / "forms" / "public.html").read_text()


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("Ärendet\n** SEKRETESS **\nenligt 21 kap. 1 § OSL", True),
        ("SEKRETESS enligt 21 kap. 1 § OSL", True),
        ("Hej!\n**Sekretessbelagd enligt offentlighets- och sekretesslagen (2009:400)**", True),
        ("> Hemlig enl. 15 kap. 2 § OSL", True),
        ("Omfattas av sekretess, OSL 21:1", True),
        ("Vi har lärt oss om sekretess enligt OSL 21 kap. i dag.", False),
        ("Sekretess var ämnet för mötet.", False),
        ("Hemliga vänner ger julklappar", False),
    ],
)
def test_a_stamp_is_known_from_a_sentence_about_it(text: str, refused: bool) -> None:
    with pytest.raises(ValidationError) if refused else nullcontext():
        refuse_secrecy(text)


@pytest.mark.django_db
def test_what_is_stamped_is_not_published_and_the_draft_is_kept() -> None:
    municipality()
    with time_machine.travel(AT, tick=False):
        author = somebody(Seat.Kind.CONTACT)
        made, client = post(author), as_somebody(author)
        sent = {"title": "Om ärendet", "text": "Sekretess enligt 21 kap. 1 § OSL"}
        page = BeautifulSoup(client.get(WRITE).content, "html.parser")
        form = required(page.select_one(".form-post"))
        assert "allmän handling" in form.text
        sent |= {
            str(each["name"]): str(each.get("value", "")) for each in form.select("[type=hidden]")
        }
        answer = client.post(WRITE, {**sent, "action": "publish"})
        assert "märkt som sekretess" in answer.content.decode()
        assert list(Post.objects.all()) == [made]
        client.post(WRITE, {**sent, "action": "draft"})
        assert Draft.objects.get().typed["text"] == [sent["text"]]
        url = reverse("comment_on_post", args=[made.pk])
        answer = client.post(url, {"text": sent["text"]}, follow=True)
        assert "märkt som sekretess" in answer.content.decode()
        assert not Comment.objects.exists()

"""No page of the admin has a script in it but where config.inline_scripts says which, and why."""

import json
import re
from http import HTTPStatus
from pathlib import PurePosixPath
from typing import Any

import pytest
from django.conf import settings
from django.test import Client

from home.models import StartPage
from tests.factories.admin import admin_pages, administrator

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.any_database,
    pytest.mark.long,
    pytest.mark.filterwarnings("ignore:Pagination may yield inconsistent results"),
]
LISTED = settings.ADMIN_INLINE_SCRIPTS
SCRIPT = re.compile(r"<script\b([^>]*)>(.*?)</script>", re.DOTALL)
DATA = re.compile(r'\bsrc=|\btype="(?!text/javascript)')
ATTRIBUTE = re.compile(r"<[^>]+\s(on\w+)=|\b(javascript:)")


def scripts(answer: Any) -> set[str]:
    """Each script in a page, or in a part of one that a script asks for."""
    kind = answer.get("Content-Type", "")
    if answer.status_code != HTTPStatus.OK or answer.streaming:
        return set()
    if "json" in kind:
        said = json.loads(answer.content)
        text = str(said.get("html") or "") if isinstance(said, dict) else ""
    else:
        text = answer.content.decode() if "html" in kind else ""
    inline = {code.strip() for head, code in SCRIPT.findall(text) if not DATA.search(head)}
    return inline | {name or scheme for name, scheme in ATTRIBUTE.findall(text)}


def nonce(answer: Any, *, reported: bool) -> str | None:
    """That of the policy; where scripts in the page are needed, of the one that only reports."""
    enforced, loose = answer["Content-Security-Policy"], "script-src 'self' 'unsafe-inline'"
    if reported != (loose in enforced) or reported != ("script-src-attr 'none'" in enforced):
        return None
    policy = answer["Content-Security-Policy-Report-Only"] if reported else enforced
    found = re.search(r"script-src 'self' 'nonce-([^']+)'", policy)
    return found and found[1]


def test_scripts_stand_where_the_list_says_and_the_list_says_no_more(
    client: Client, wagtail_site: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(StartPage, "max_count_per_parent", None)
    client.force_login(administrator())
    client.raise_request_exception = False
    listed = {(script, address) for script, those in LISTED.items() for address in those}
    unlisted: dict[str, set[str]] = {}
    nonces: dict[str, str | None] = {}
    seen: set[tuple[str, str]] = set()
    for address in admin_pages():
        answer = client.get(address)
        path = PurePosixPath("/", address.removeprefix("/admin/").partition("?")[0])
        here = {(script, where) for script, where in listed if path.match(where)}
        for code in scripts(answer):
            known = {(script, where) for script, where in here if script in code}
            seen |= known
            if not known:
                unlisted.setdefault(address, set()).add(code[:80])
        if "script-src" in answer["Content-Security-Policy"]:
            nonces[address] = nonce(answer, reported=bool(here))
        else:  # the preview of a page, which has that of the public site
            assert "default-src 'self'" in answer["Content-Security-Policy"], address
    assert unlisted == {}
    assert listed - seen == set(), "needed no more"
    assert [address for address, found in nonces.items() if found is None] == []
    assert len(set(nonces.values())) == len(nonces), "not fresh"

"""The portal's search API, live: the only code of this source that touches the network."""

import json
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import requests
from django.utils.translation import gettext as _
from requests.adapters import HTTPAdapter
from urllib3 import Retry

from opportunities.imports.errors import FeedError
from opportunities.imports.files import json_value
from opportunities.imports.portal.pages import Page, page

PAGE_SIZE = 100
MOST_PAGES = 500
MOST_BYTES = 200_000_000  # of one page; a real one has about 2 MB
PASSING = (429, 500, 502, 503, 504)  # answers worth asking again after

# Grants, calls for proposals and cascade funding that are open or forthcoming. Tenders (type 0) are
# the EU's own purchases: no money to apply for, so they are not asked for.
QUESTION = {
    "query": {
        "bool": {
            "must": [
                {"terms": {"type": ["1", "2", "8"]}},
                {"terms": {"status": ["31094501", "31094502"]}},
            ]
        }
    },
    "languages": ["en"],
    "sort": {"field": "identifier", "order": "ASC"},
}


@dataclass(frozen=True)
class Patience:
    """How long to wait, in seconds, and how often to ask again."""

    connect: float = 10
    read: float = 60
    page: float = 300
    retries: int = 4
    backoff: float = 1


PATIENCE = Patience()


def download(url: str, patience: Patience) -> Iterator[Page]:
    """Every page with results, until one is empty or brings nothing new. Raises FeedError."""
    seen: set[str] = set()
    with _session(patience) as session:
        for number in range(1, MOST_PAGES + 1):
            answer = _page(session, url, number, patience)
            references = {_reference(result) for result in answer.results}
            if references <= seen:
                return
            seen |= references
            yield answer
    raise FeedError(_("The feed does not end after %(pages)d pages.") % {"pages": MOST_PAGES})


def _session(patience: Patience) -> requests.Session:
    session = requests.Session()
    retry = Retry(
        total=patience.retries,
        backoff_factor=patience.backoff,
        status_forcelist=PASSING,
        allowed_methods={"POST"},
        retry_after_max=60,
    )
    for scheme in ("http://", "https://"):
        session.mount(scheme, HTTPAdapter(max_retries=retry))
    return session


def _page(session: requests.Session, url: str, number: int, patience: Patience) -> Page:
    name = _("page %(number)d") % {"number": number}
    end = time.monotonic() + patience.page
    try:
        with session.post(
            url,
            params={"pageSize": PAGE_SIZE, "pageNumber": number},
            files={
                part: ("blob", json.dumps(value), "application/json")
                for part, value in QUESTION.items()
            },
            timeout=(patience.connect, patience.read),
            allow_redirects=False,
            stream=True,
        ) as response:
            if response.status_code != requests.codes.ok:
                raise FeedError(
                    _("The source answered %(name)s with status %(status)d. Nothing was changed.")
                    % {"name": name, "status": response.status_code}
                )
            data = _body(response, end)
    except requests.RequestException as error:
        raise FeedError(_sentence(error)) from error
    answer = page(json_value(data, name), name)
    return Page(name, answer.results, number, answer.total, answer.is_demo)


def _body(response: requests.Response, end: float) -> bytes:
    """The whole answer; a time-out per read alone would let a trickle go on for ever.

    So would headers that trickle: opportunities.imports.run has one clock over all pages.
    """
    data = bytearray()
    for chunk in response.iter_content(1 << 16):
        data += chunk
        if time.monotonic() > end or len(data) > MOST_BYTES:
            raise requests.Timeout("too slow or too large")
    return bytes(data)


def _reference(result: Any) -> str:
    return str(result.get("reference")) if isinstance(result, dict) else ""


def _sentence(error: requests.RequestException) -> str:
    if isinstance(error, requests.Timeout):
        return _("The source did not answer in time. Nothing was changed.")
    if isinstance(error, requests.exceptions.RetryError):
        return _("The source kept answering with an error. Nothing was changed.")
    if isinstance(error, requests.ConnectionError):
        return _("The source cannot be reached. Nothing was changed.")
    return _("The source's answer cannot be used: %(why)s. Nothing was changed.") % {
        "why": str(error)[:200]
    }

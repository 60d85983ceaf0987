"""Every address of the URLconf, with a sample for each argument."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver
from django.urls.resolvers import RoutePattern
from django.utils import translation

SAMPLES = {"int": "1", "str": "x", "slug": "x", "path": "x", "uuid": "0" * 32}


@dataclass(frozen=True, order=True)
class Entry:
    """An address, the name of its route, and under what it stands in tests.leaks.routes."""

    address: str
    name: str
    key: str


def crawl(language: str) -> list[Entry]:
    """Every address of the site, the paths in that language."""
    with translation.override(language):
        return sorted(set(_entries(get_resolver(), "", "")))


def _entries(resolver: URLResolver, namespaces: str, prefix: str) -> Iterator[Entry]:
    for entry in resolver.url_patterns:
        here = prefix + filled_in(entry)
        if isinstance(entry, URLResolver):
            inside = ":".join(filter(None, (namespaces, entry.namespace)))
            yield from _entries(entry, inside, here)
        else:
            name = entry.name or ""
            yield Entry("/" + here, name, key_of(namespaces, name, here))


def key_of(namespaces: str, name: str, path: str) -> str:
    """Its namespaces, else its name, else where it is; Wagtail's own in the admin are one."""
    if namespaces:
        return namespaces
    if name.startswith("wagtailadmin_"):
        return "wagtailadmin"
    return name or ("admin/…" if path.startswith("admin/") else path)


def filled_in(entry: URLPattern | URLResolver) -> str:
    """The route of a pattern with a sample for each argument."""
    pattern = entry.pattern
    route = str(pattern)
    if isinstance(pattern, RoutePattern):
        for name, converter in pattern.converters.items():
            kind = type(converter).__name__.removesuffix("Converter").lower()
            sample = SAMPLES.get({"string": "str"}.get(kind, kind), "x")
            for written in (f"<{kind}:{name}>", f"<{name}>", f"<str:{name}>"):
                route = route.replace(written, sample)
        return route
    return without_groups(route)


def without_groups(regex: str) -> str:
    """An address that the regular expression of Wagtail's or allauth's pattern matches."""
    known = {
        r"^((?:[\w\-]+/)*)$": "x/",
        r"^documents/(\d+)/(.*)$": "documents/1/x",
        r"^admin/password_reset/(.*)$": "admin/password_reset/x",
        r"^.*/$": "x/",
        r"^confirm-email/(?P<key>[-:\w]+)/$": "confirm-email/x/",
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": "password/reset/key/1-x/",
        r"^(?P<provider_id>[^/]+)/": "oidc/",
    }
    return known.get(regex, regex.strip("^$"))

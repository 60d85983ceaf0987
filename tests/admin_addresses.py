"""Every address of the admin, from the URLconf, filled in with given values."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import product

from django.urls import URLResolver, get_resolver

# An argument that is not named here is a key.
WORDS: dict[str, Sequence[str]] = {
    "action": ["add_tags", "delete", "move", "publish"],
    "action_name": ["approve", "copy", "unpublish"],
    "filter_spec": ["max-10x10"],
    "mode": ["default"],
    "token": ["token"],
    "uidb64": ["MQ"],
}
MODELS = (
    *(("wagtailcore", "page"), ("home", "standardpage"), ("core", "image")),
    *(("core", "document"), ("opportunities", "call"), ("taggit", "tag")),
    *(("core", "municipalityprofile"), ("wagtailcore", "groupapprovaltask")),
)
APPS = ("app_label", "app_name", "content_type_app_name")
NAMES = ("model_name", "content_type_model_name")


def admin_patterns() -> dict[str, tuple[str, ...]]:
    """The addresses and their arguments, as in "/admin/pages/%(page_id)s/edit/"."""
    patterns = dict(_patterns(get_resolver(), "/"))
    return {form: names for form, names in patterns.items() if form.startswith("/admin/")}


def _patterns(resolver: URLResolver, prefix: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for key in resolver.reverse_dict:
        for possibilities, *_rest in resolver.reverse_dict.getlist(key):
            for form, names in possibilities:
                yield (prefix + form).replace("\\", ""), tuple(names)
    for below, inside in resolver.namespace_dict.values():
        yield from _patterns(inside, prefix + below)


def filled_in(form: str, names: tuple[str, ...], keys: Iterable[int]) -> Iterator[str]:
    """The address with each of the keys and of the words that its arguments may be."""
    if not names:
        yield form
        return
    models = MODELS if set(names) & set(APPS) else (("", ""),)
    words = [name for name in names if name in WORDS]
    for app, model in models:
        for chosen in product(*(WORDS[name] for name in words)):
            for key in keys:
                values = dict.fromkeys(names, key) | dict.fromkeys(APPS, app)
                values |= dict.fromkeys(NAMES, model) | dict(zip(words, chosen, strict=True))
                yield form % values

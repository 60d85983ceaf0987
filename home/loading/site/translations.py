"""A page in the other language, as an editor would have translated it."""

import json
from collections import defaultdict
from copy import copy

from wagtail.models import Locale, Page
from wagtail_localize.models import (
    SegmentOverride,
    StringTranslation,
    Translation,
    TranslationSource,
)
from wagtail_localize.segments.extract import extract_segments, quote_path_component
from wagtail_localize.segments.types import StringSegmentValue

from home.loading.tables import Facts


def translate(page: Page, texts: Facts, locale: Locale) -> Page:
    """The published translation of `page`, whose texts by field are `texts`.

    A body must have the same blocks with the same ids in both languages.
    """
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=locale)
    translated = _strings(page, texts)
    addresses = _addresses(
        _strings(page, {name: getattr(page, name) for name in texts}), translated
    )
    for segment in source.overridablesegment_set.select_related("context"):
        if address := addresses.get(segment.context.path):
            SegmentOverride.objects.create(
                locale=locale, context=segment.context, data_json=json.dumps(address)
            )
    for segment in source.stringsegment_set.select_related("context", "string").order_by("order"):
        if remaining := translated[segment.context.path]:
            StringTranslation.objects.create(
                translation_of=segment.string,
                locale=locale,
                context=segment.context,
                data=remaining.pop(0).string.data,
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            )
    # Published here and not by wagtail-localize, which would wait for the end of the transaction.
    translation.save_target(publish=False)
    target: Page = page.get_translation(locale)
    target.get_latest_revision().publish()
    return target


def _strings(page: Page, texts: Facts) -> dict[str, list[StringSegmentValue]]:
    """The strings of `texts` by their path in the page, in order."""
    other = copy(page)
    for field, text in texts.items():
        setattr(other, field, text)
    strings: dict[str, list[StringSegmentValue]] = defaultdict(list)
    for segment in extract_segments(other):
        if isinstance(segment, StringSegmentValue) and segment.path.partition(".")[0] in texts:
            strings[segment.path].append(segment)
    return strings


def _addresses(
    source: dict[str, list[StringSegmentValue]], translated: dict[str, list[StringSegmentValue]]
) -> dict[str, str]:
    """Where the links of the translation lead, by the path of their address in the source."""
    addresses = {}
    for path, segments in source.items():
        for segment, other in zip(segments, translated[path], strict=False):
            for name, attributes in (segment.attrs or {}).items():
                address = (other.attrs or {}).get(name, {}).get("href")
                if address and (here := attributes.get("href")):
                    addresses[f"{path}.{quote_path_component(here)}"] = address
    return addresses

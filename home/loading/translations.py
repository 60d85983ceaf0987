"""A page in the other language, as an editor would have translated it."""

from collections import defaultdict
from copy import copy

from wagtail.models import Locale, Page
from wagtail_localize.models import StringTranslation, Translation, TranslationSource
from wagtail_localize.segments.extract import extract_segments
from wagtail_localize.segments.types import StringSegmentValue

from home.loading.tables import Facts


def translate(page: Page, texts: Facts, locale: Locale) -> Page:
    """The published translation of `page`, whose texts by field are `texts`.

    A body must have the same blocks with the same ids in both languages.
    """
    source, _created = TranslationSource.update_or_create_from_instance(page)
    translation = Translation.objects.create(source=source, target_locale=locale)
    told = _strings(page, texts)
    for segment in source.stringsegment_set.select_related("context", "string").order_by("order"):
        if found := told[segment.context.path]:
            StringTranslation.objects.create(
                translation_of=segment.string,
                locale=locale,
                context=segment.context,
                data=found.pop(0),
                translation_type=StringTranslation.TRANSLATION_TYPE_MANUAL,
            )
    # Published here and not by wagtail-localize, which would wait for the end of the transaction.
    translation.save_target(publish=False)
    target: Page = page.get_translation(locale)
    target.get_latest_revision().publish()
    return target


def _strings(page: Page, texts: Facts) -> dict[str, list[str]]:
    """The translated strings by their place in the page, in order."""
    other = copy(page)
    for field, text in texts.items():
        setattr(other, field, text)
    found: dict[str, list[str]] = defaultdict(list)
    for segment in extract_segments(other):
        if isinstance(segment, StringSegmentValue) and segment.path.partition(".")[0] in texts:
            found[segment.path].append(segment.string.data)
    return found

"""Panels that several forms of the admin have."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel


def both(name: str, **options: object) -> FieldRowPanel:
    """A text in Swedish and English, side by side."""
    return FieldRowPanel([FieldPanel(f"{name}_{code}", **options) for code in ("sv", "en")])

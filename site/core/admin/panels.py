"""Panels that several forms of the admin have."""

from wagtail.admin.panels import FieldPanel, FieldRowPanel


def row(*names: str, **options: object) -> FieldRowPanel:
    """Fields side by side."""
    return FieldRowPanel([FieldPanel(name, **options) for name in names])


def both(name: str, **options: object) -> FieldRowPanel:
    """A text in Swedish and English, side by side."""
    return row(f"{name}_sv", f"{name}_en", **options)

"""Axe in a page: what it finds wrong."""

from typing import Any

from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import Page

# Every rule, also those that are advice only, and the size of targets.
EVERY = {"resultTypes": ["violations"], "rules": {"target-size": {"enabled": True}}}
# What a narrower screen or other colours can change.
LOOKS = {
    "resultTypes": ["violations"],
    "runOnly": {
        "type": "rule",
        "values": [
            "color-contrast",
            "link-in-text-block",
            "scrollable-region-focusable",
            "target-size",
        ],
    },
}


def violations(page: Page, rules: dict[str, Any] = EVERY) -> list[tuple[str, str, list[str]]]:
    """The rule, what it asks for, and the first elements that break it."""
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    found = page.evaluate("rules => axe.run(document, rules)", rules)["violations"]
    return [(v["id"], v["help"], [node["html"] for node in v["nodes"]][:3]) for v in found]

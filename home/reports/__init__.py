"""Lists that tell editors what needs their care, among Wagtail's own reports."""

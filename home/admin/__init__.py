"""Records of the editorial site in the editors' admin; home.wagtail_hooks puts them in the menu."""

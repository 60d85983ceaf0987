"""The project's own apps, in one list: each may import those before it.

The settings (INSTALLED_APPS has them reversed), the page cache and the tests of the architecture
read it.
"""

APPS = ("core", "editing", "network", "governing", "opportunities", "projects", "home")

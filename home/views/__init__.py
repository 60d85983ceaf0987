"""Views that compose what the apps have."""

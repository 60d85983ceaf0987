"""What surrounds every page: menu, messages, its editions in other languages."""

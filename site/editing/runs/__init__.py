"""Long work in the admin."""

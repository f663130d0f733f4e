"""Pages about plans: one noun a module."""

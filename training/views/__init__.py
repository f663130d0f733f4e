"""The pages of the training registry, one noun a module."""

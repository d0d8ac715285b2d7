"""The doors for MkDocs. Each plugin is a module of its own, so that a build loads no more than it needs."""

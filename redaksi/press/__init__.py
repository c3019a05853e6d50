"""Faces the open web: what browsers, crawlers and caches are told about a page."""

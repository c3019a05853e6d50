"""The page store: each public page as it was last made, and what it shows. No Django here: readers are served from it.

A page has one *address* and many *keys*: `story:17` for each thing it shows. A purge names keys, and whatever shows one of
them is gone at once, or stale: handed out for the moment that a new one takes.

Two shelves keep pages behind the same functions (`shelf.Shelf`): files below the home, or Redis for many machines.
"""

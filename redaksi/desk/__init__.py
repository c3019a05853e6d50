"""The journalists' face, inside Wagtail's admin: forms, lists, groups' rights, log-in."""

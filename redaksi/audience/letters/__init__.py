"""Letters to readers: who asked for which, and how they go out. What stands in them the face composes."""

"""One file a check, found by being there. Each has `check(text)`, which yields what it finds; its name is the file's."""

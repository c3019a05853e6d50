"""What the rooms stand on and no newsroom would call its own: the home folder, keys, the calendar. No Django here."""

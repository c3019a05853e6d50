"""Who works here: the user accounts and the groups they belong to."""

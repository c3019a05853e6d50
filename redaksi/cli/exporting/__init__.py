"""Stories leave the house as files that another Redaksi, or a person with an editor, can read."""

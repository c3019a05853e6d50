"""The `redaksi` command, and what joins rooms from above: serving, the demo, backup."""

"""Logs of readings played again: what each way of recommending would have offered, and what was read."""

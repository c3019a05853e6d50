"""Readings as readers' browsers tell of them: taken by the kiosk, written down each second, hidden before. No Django here."""

"""Screens, the rooms of the main screen, and dialogs."""

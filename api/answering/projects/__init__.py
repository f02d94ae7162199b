"""Answers from projects: one, several, lists of them."""

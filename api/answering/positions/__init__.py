"""Answers for a position: courses, development plans, posts."""

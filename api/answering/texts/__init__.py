"""Answers in the plan's own sentences and lists."""

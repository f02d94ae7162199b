"""Answers from tables of numbers."""

"""Answers in a chat model's words: written from numbered evidence, checked before they are read."""

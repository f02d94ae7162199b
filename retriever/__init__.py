"""Keeps plans and finds evidence in them."""

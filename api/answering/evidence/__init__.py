"""The plans in scope, how well their parts match, and answers built from cited lines."""

"""Next year's plan drafted from prior examples, each row and paragraph with its sources."""

"""What a message asks: its words mended, whose plan it is of, what is wanted."""

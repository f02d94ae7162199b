"""The benchmark of size: invented plans by the thousand, our library beside plainer ones."""

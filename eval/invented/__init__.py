"""Plans of local governments that don't exist, as many as asked for, and questions on them."""

"""What parts of a plan are budgeted: sums, shares, printed totals."""

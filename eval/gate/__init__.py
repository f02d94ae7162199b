"""The gate: what is measured now, beside the figures that were committed."""

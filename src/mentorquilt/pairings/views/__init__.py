"""Pages of pairings, cut by subject."""

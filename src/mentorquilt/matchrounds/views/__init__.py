"""Pages of match rounds, by subject: rounds, the review, one pair, the draft, exports."""

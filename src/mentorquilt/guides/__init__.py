"""The society's library of guidance: each text with its author, source, date of review and disclaimer."""

"""Compiled loops of the solver. Nothing here knows people, policies or words: integers in, integers out."""

"""A coordinator freezes a cohort, the worker solves it, people review and change proposals in a working draft."""

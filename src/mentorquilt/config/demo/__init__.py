"""The demo society: about 480 invented physicians on a real map, the same on every machine for the same day.

Nobody here is a real person and no hospital here is a real hospital; only the cities are real.
"""

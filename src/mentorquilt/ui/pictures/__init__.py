"""Pictures as SVG text, made on the server by pure functions: maps, parts, hours, seams, patches, bars.

They know no Django and no room; words that a person reads come from the caller.
"""

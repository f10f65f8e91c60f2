"""The one row that is the society: its name, sender, contact, zone, limits, notices and crisis help."""

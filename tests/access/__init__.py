"""Who may open what: every address, method and role, against the committed table beside this file."""

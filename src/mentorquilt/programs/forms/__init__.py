"""Forms of programs: HTTP input to clean values; they save nothing."""

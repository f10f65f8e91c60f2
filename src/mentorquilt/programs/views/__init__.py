"""Pages of programs, by subject: programs, cohorts, enrolments, imports."""

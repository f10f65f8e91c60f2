"""Programs, their cohorts, the annual meeting, enrolments, and the spreadsheets that enrolments arrive in."""

"""The relationship of mentors and mentees: participants, states, and the pairs of earlier years."""

"""Tests of the room `rosters`."""

"""Measurements beside a peer, as ratios; see docs/map.md."""

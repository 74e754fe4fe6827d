"""A small renderer for one machined flange: geometry, defects, lamps and camera."""

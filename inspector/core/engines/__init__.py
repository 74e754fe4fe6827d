"""How a network runs: torch or OpenVINO, in the precision that was measured to be worth it."""

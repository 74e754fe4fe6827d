"""How the built-in network is made: it learns from pictures made by rules alone."""

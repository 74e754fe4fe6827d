"""Plots of scores and of what limits make of them."""

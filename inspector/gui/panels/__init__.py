"""What stands around the picture, one dock each. Panels know the workbench, not each other."""

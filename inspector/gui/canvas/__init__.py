"""The picture: what is shown of an image, and the tools that paint on it."""

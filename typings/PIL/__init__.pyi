"""What is used here of Pillow, an optional package."""

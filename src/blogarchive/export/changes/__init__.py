"""What changed in saved posts, in forms to read and to follow."""

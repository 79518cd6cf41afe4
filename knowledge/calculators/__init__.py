"""Twelve sums workers ask for, one file each: pure functions with their source in the law, and the questions they need."""

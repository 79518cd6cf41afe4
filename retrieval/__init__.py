"""Question in, ranked entries out: what a tired worker typed, and the one right entry, or an honest no."""

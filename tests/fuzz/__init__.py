"""Fuzzing: pages that no outlet would serve, through the real steps under their limits."""

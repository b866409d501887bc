"""Prefect flows, thin tasks, input readers, settings and the command line: all that touches the world."""

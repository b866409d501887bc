"""Fetching: everything that touches the network, politely and safely."""

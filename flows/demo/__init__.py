"""The demo of monitoring: outlets on loopback that serve the samples."""

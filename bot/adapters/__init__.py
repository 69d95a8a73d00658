"""Platforms: translate in, call the service, render out; none knows another."""

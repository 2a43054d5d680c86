"""Measurements, each a ratio or a figure taken in one run on the machine at hand; they never gate the tests."""

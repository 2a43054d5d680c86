"""The audit: what must never stand still, looked at each minute, mended or told."""

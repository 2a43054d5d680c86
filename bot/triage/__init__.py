"""Text and pictures → verdict: pure, offline, no input or output but the library."""

"""Neighbours and family who agreed to help, and how they are asked."""

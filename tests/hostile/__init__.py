"""Hostile files, made by code, and what must become of each."""

"""Tests of the case folder, each in the module of what it shows."""

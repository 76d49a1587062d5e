"""The desk for a small team: accounts, roles in a case, signing in, and a key of one's own each."""

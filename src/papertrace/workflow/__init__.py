"""The shell: it chains the rooms, stores what they give, and remembers what is done.

It decides nothing about documents; every rule stands in a room. One module a verb: `adding`,
`building`, `listing`, `deciding`, `checking`, `publishing`, `finding`, `demo`. They are imported
where they are used, since some need every reader and others none.
"""

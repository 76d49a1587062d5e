"""The closed grammar: what a sentence around a claim may say without a person reading it.

The wordings are data (`english.txt`, `chinese.txt`). What is in none of them is not judged: the
sentence goes to a person. docs/claims/grammar.md says how to add a wording.
"""

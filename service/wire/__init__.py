"""Request and response types, their encodings and offset units.

Shared by ``api``, ``cli``, ``archive`` and ``exports``; imports no HTTP library.
"""

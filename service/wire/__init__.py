"""What goes over the wire: request and response types, codecs, offsets.

Shared by ``api``, ``cli``, ``archive`` and ``exports``; imports no HTTP library.
"""

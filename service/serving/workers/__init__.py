"""Inference workers: processes, threads, and how they are started."""

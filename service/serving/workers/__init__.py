"""Inference workers: processes and threads, and how processes are started."""

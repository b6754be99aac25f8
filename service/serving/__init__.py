"""Queues and pools between the HTTP worker and inference."""

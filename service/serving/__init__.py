"""The queue and the pool between the HTTP worker and inference."""

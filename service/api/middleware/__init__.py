"""What surrounds every request: ids, headers, logs, compression, metrics, traces."""

"""Train the models and fit the classifier. The service does not import this package."""

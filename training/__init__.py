"""How the fitted parts of Whosaid are made. The service imports none of this."""

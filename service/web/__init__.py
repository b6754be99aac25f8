"""The demo page: plain ES modules and CSS, served as they are."""

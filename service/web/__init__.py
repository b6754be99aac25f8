"""The demo page and the API page: plain ES modules and CSS, served unchanged."""

"""Requests for help, sealed before they arrive: channels, boxes, messages. Kept in a database of their own."""

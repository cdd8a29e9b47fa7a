"""One module for each part of the story: read its tables, enter it through the desks' own actions."""

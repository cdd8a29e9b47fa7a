"""Shape and wording of what the desk's own pages take."""

"""What pages need to know about demands, words and deeds, as frozen lines; for members, and for everybody."""

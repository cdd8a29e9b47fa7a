"""What browsers send about keys, read into shapes and held to them."""

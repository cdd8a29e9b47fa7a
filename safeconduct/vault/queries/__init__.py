"""What browsers are given of keys and vaults."""

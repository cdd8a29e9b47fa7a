"""Cases: that there is one, whose it is, which vaults hold it, and when it goes. Everything else about a case is sealed."""

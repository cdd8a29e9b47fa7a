"""Rules of keys and vaults that know no database."""

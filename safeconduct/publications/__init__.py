"""Everything that is made out of claims and demands for others to read: drafted, agreed, released, sent, corrected, recalled."""

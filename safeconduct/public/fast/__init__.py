"""What a surge asks for, answered before Django: whole petition pages and counts from memory, and signatures taken many at a time.

Whatever cannot be answered plainly goes to Django at the same address, which answers everything.
"""

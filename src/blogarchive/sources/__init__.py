"""Who is asked about a post. `PAGE_SOURCES` read the page itself, in this order; `SOURCES` are all, by NAME."""

"""Pure helpers on strings, addresses and markup; one job each."""

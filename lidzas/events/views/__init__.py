"""The pages of events: of who prepares them, of who comes, and of a case."""

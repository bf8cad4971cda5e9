"""The pages that put everything together."""

"""The deeds of events: preparing them, coming to them, and keeping what was seen and felt there."""

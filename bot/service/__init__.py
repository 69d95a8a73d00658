"""Use cases: async, in terms of the core and of ports declared here."""

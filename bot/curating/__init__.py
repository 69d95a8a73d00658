"""What curators run, a module a command: it reads, measures or edits, prints, and writes."""

"""The terminal: answers as text for people, as JSON for programs, and a chat."""

"""Pure values and functions: no I/O, no clock, no asyncio, no platform."""

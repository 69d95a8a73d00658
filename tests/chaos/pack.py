"""The report whose digests are delivered."""

from tests.factories import make_entry, make_pack

SECTIONS = ("bridges", "tunnels", "ferries", "fords")

PACK = make_pack(
    sections=SECTIONS,
    entries=tuple(
        make_entry(f"{section}-{number}", section=section, sentence=number)
        for section in SECTIONS
        for number in range(3)
    ),
)

"""What becomes of the follow-ups, in figures: `python -m tests.evaluation.follow_ups`."""

from tests.evaluation.follow_ups import hold_all, tally

for name in ("open", "heldout"):
    counts = tally(list(hold_all(name)))
    print(f"{name}:", ", ".join(f"{number} {verdict}" for verdict, number in counts.most_common()))

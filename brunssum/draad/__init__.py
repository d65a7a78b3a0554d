"""The red thread: casus, knelpunt, leerpunt, inspanning, effect, reisverslag, and back by the reflectie. Reads of every app."""

"""How many times as often as documented both sides let calls be made, so that lives go by faster."""

FASTER = 20

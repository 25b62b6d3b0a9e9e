"""Cases' channels in Teams: the background work that brings Teams in line with the register."""

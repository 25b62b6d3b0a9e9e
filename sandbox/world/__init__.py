"""Larkmere: the made-up borough that the demo and the tests work in. Nobody and nothing in it exists.

Who is good for showing what (everybody else is in people.py, every circle in circles.py):

p-leila-osei       social worker, leads lumo-tavi (Amara, Theo and Zuri Okonkwo-Reed), which has a channel
p-marcus-thorne    detective constable, in Amara's circle and the channel, in nobody else's
p-meera-chaudhuri  GP, in several circles
p-joanna-whitlock  Team Manager of the Family Safeguarding Team: sees its children's circles, is in none
p-ben-holloway     school nurse of both children called Maya Patel (sira-pomo is the elder's case)
p-ellie-farrow     police constable, in few circles: is asked for a reason
p-beatriz-fonseca  duty social worker, in no circle: is always asked for a reason
p-denise-okafor    safeguarding lead of the secondary school, sees "a further service" at Niamh O'Sullivan
                   (there are two), the elder Maya Patel, Ifrah Mohamud and Tahmina Rahman
p-fiona-maddox     knows who from Rowan Door works with Folarin Adeyemi-Clarke; p-kwame-asante may not
p-tobias-lindqvist CAMHS, named to everybody in vado-nelu (the Hussains), so in its channel too
p-naomi-castellan  sexual health nurse, the only one with Saskia van der Berg: nobody else can tell
p-dylan-pryce      drug and alcohol worker, all there is with Nikolai Petrov, by existence only
p-gareth-pugh      leads pavo-lini, the case of Carys Penhallow, a shielded child
p-yusuf-demir      broker: sees sensitive involvements
p-helen-marchetti  information governance lead
p-wendy-garrick    foster carers' supervisor, shares with the council only (Zalmai, Tesfay Haile)
p-carol-beamish    playgroup leader, under no agreement at all (Jack Green, Abena Mensah)
p-leon-baptiste    youth worker; the agreement ended last month, begins again next month (Tyrese Robinson)
p-tessa-molyneux   of a small charity, a guest in the council's tenant
p-meera-chaudhuri  is away for some days, p-priyanka-nair is ill, p-gareth-pugh will be away (profiles.py)
p-robin-ellery     student social worker, not registered

Children that try the edges: Zalmai (one name), Xinyi or Cindy Chen, Kayleigh Smith or Barrowclough, Unborn
Kaur, Tesfay Haile (born in a year), Elena Ionescu (born in a month), Patrick Brennan (no date, and everybody
has left), Zofia and Jakub Kowalczyk (twins), Barnaby St John (nobody), Lucía García Moreno (accents).
"""

from datetime import date

from sandbox.world.build import hand_made
from sandbox.world.generate import enlarge
from sandbox.world.numbers import nhs_numbers
from sandbox.world.shape import World
from sandbox.world.suggestions import SUGGESTIONS

__all__ = ["SUGGESTIONS", "build_world"]


def build_world(today: date, extra_children: int = 0) -> World:
    """The borough on that day, as JSON-able rows; the same for the same arguments, byte for byte.

    Keys: agencies, services, people, children, persons, relationships, households, cases, involvements,
    agreements, profiles, conversations. Dates are ISO days; a child's may lack its day or month.
    ``extra_children`` adds as many generated ones, in families and with circles of their own, and changes
    nothing of the rest.
    """
    nhs = nhs_numbers()
    world = hand_made(today, nhs)
    if extra_children:
        enlarge(world, today, extra_children, nhs)
    return world

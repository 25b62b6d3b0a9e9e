"""Given and family names of Britain and Ireland, the commoner ones first."""

BRITISH_GIVEN = """
Oliver Amelia George Olivia Noah Isla Arthur Ava Harry Emily Leo Sophie Jack Grace Charlie Lily Oscar
Freya Jacob Ivy Henry Ella Thomas Florence Freddie Poppy Alfie Charlotte Theo Willow William Evie Archie
Phoebe Joshua Elsie Alexander Daisy James Rosie Isaac Sienna Max Alice Lucas Matilda Edward Ruby Samuel
Jessica Joseph Sophia Logan Millie Daniel Harper Finley Maisie Benjamin Eva Harrison Penelope Mason
Scarlett Teddy Chloe Ethan Lola Sebastian Emma Reggie Thea Louie Eleanor Adam Mila Elijah Evelyn Toby
Erin Tommy Lottie Rory Aria Bobby Luna Reuben Elizabeth Albie Molly Jude Harriet Louis Bonnie Hugo
Hallie Ralph Georgia Luca Lucy Zachary Imogen Frankie Robyn Jenson Zara Michael Violet Ronnie Darcie
Riley Beatrice Stanley Orla Dylan Maya Ezra Summer Rowan Layla Elliot Nancy Harley Holly Jayden Darcy
Carter Eliza Blake Hannah Jasper Aurora Felix Abigail Ellis Jasmine Albert Emilia Gabriel Amber Caleb
Ottilie Roman Martha Leon Lyla David Megan Nathan Maddison Matthew Rose Otis Anna Ollie Clara Stephen
Edith Luke Katie Sonny Margot Aaron Iris Kian Lara Callum Julia Cameron Victoria Christopher Rebecca
Andrew Catherine Robert Katherine Richard Margaret Nicholas Natalie Anthony Jennifer Jonathan Samantha
Timothy Francesca Peter Georgina Charles Rachel Frederick Alexandra Kenneth Deborah Gregory Kimberley
Lawrence Patricia Ryan Amy Connor Lauren Liam Bethany Kai Paige Corey Shannon Tyler Courtney Jake Leah
Bradley Niamh Kyle Skye Jordan Naomi Curtis Esme Dominic Lydia Patrick Heidi Marcus Mollie Simon Tilly
Ewan Gracie Owen Eden Spencer Neve Ashton Kayla Lewis Tabitha Austin Faith Bailey Hope Stefan Gwen Rhys
Ffion Evan Seren Dafydd Carys Gethin Cerys Iwan Nia Macsen Bronwen Hamish Eilidh Angus Mhairi Fraser
Isobel Lachlan Ailsa Fergus Catriona Struan Morag Brodie Kirsty Murray Rhona Ruaridh Iona Lily-Rose
Ella-Mae Ava-Grace Lilly-May Amelia-Rose Tommy-Lee John-Paul Mary-Kate Gracie-Mae Alfie-James Bobby-Joe
Anna-Louise Evie-Rae Lola-Mae Ellie-May Isla-Rae
"""
BRITISH_FAMILY = """
Smith Jones Williams Taylor Brown Davies Evans Wilson Thomas Johnson Roberts Robinson Thompson Wright
Walker White Edwards Hughes Green Hall Lewis Harris Clarke Patterson Jackson Wood Turner Martin Cooper
Hill Ward Morris Moore Clark Lee King Baker Harrison Morgan Allen James Scott Phillips Watson Davis
Parker Price Bennett Young Griffiths Mitchell Kelly Cook Carter Richardson Bailey Collins Bell Shaw
Murphy Miller Cox Richards Marshall Anderson Simpson Ellis Adams Wilkinson Foster Chapman Mason Webb
Rogers Gray Hunt Mills Holmes Palmer Matthews Fisher Barnes Knight Lloyd Butler Russell Barker Stevens
Jenkins Dixon Fletcher Murray Reid Stewart Graham Campbell Robertson MacDonald Fraser Ross Henderson
Hamilton Johnston Wallace Cameron Gordon Grant Ferguson Kerr Duncan Hunter Sinclair Douglas Sutherland
Burns Crawford McLean McKenzie Howard Armstrong Booth Carr Andrews Elliott Ford Brooks Spencer Pearson
Atkinson Gibson Hart Cole Harvey Payne Lane Perry Dawson Saunders Francis Bradley Walsh Riley Wells West
Lawrence Burton Hawkins Day Newman Porter Nicholson Reynolds Hudson Barrett Oliver Cross Gardner Freeman
Watts Page Woods Parsons Bird Curtis Townsend Stephens Heath Sharp Poole Moss Read Owen Rees Bowen
Pritchard Powell Vaughan Parry Pugh Howells Rowlands Probert Holland Bishop Chambers Rose Woodward Cooke
Yates Hewitt Barlow Sutton Bates Higgins Goodwin Coleman Steele Kirk Jennings Bryant Norris Goddard
Frost Whitehead Hancock Lambert Warren Gilbert Bull Swift Field Nash Marsh Thornton Stone Banks Fox
Gregory Rhodes Davidson Hope Hayes Dean Fuller Garner Stokes Tucker Godfrey Lowe Winter Peacock Ashton
Bolton Preston Kendall Lister Ackroyd Sykes Greenwood Sutcliffe Crowther Hargreaves Entwistle Ramsbottom
Pilkington Birchall Fairclough Rigby Halliwell Tattersall Wolstenholme Featherstone Oldroyd
Micklethwaite Braithwaite Postlethwaite Trevithick Penrose Tremayne Nancarrow Trelawney Pascoe Chenoweth
Angove Curnow Rosewarne Dinsdale Metcalfe Alderson
"""
IRISH_GIVEN = """
Conor Aoife Sean Saoirse Cian Ciara Oisin Niamh Patrick Caoimhe Fionn Roisin Darragh Aisling Eoin
Clodagh Cillian Eimear Rian Sinead Tadhg Grainne Donnacha Orlaith Senan Siobhan Ruairi Fiadh Ciaran
Eabha Padraig Sadhbh Diarmuid Maeve Colm Bridget Declan Deirdre Fintan Nuala Lorcan Una Eamon Blathnaid
Malachy Dervla Cathal Ailbhe Ronan Mairead Shane Emer
"""
IRISH_FAMILY = """
Murphy Kelly O'Sullivan Walsh O'Brien Byrne Ryan O'Connor O'Neill Reilly Doyle McCarthy Gallagher
Doherty Kennedy Lynch Quinn McLoughlin O'Carroll Connolly Daly O'Connell Wilson Dunne Brennan Burke
Collins Clarke Hughes Farrell Fitzgerald Nolan Maguire Keane Flanagan Healy Moran O'Rourke O'Leary
Hennessy Cullen Redmond McGrath Kavanagh Duffy Donnelly Sweeney McDonagh Ward Joyce O'Donoghue Mulligan
Cassidy Rafferty Geraghty Tierney Hanrahan Fogarty Molloy Lenihan
"""

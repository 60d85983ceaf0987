"""What calls are about: topics, how common each is, and their words, commonest first."""

from itertools import accumulate

# Weights are per cent of the calls, roughly as in the EU portal's calls of 2026.
TOPICS: dict[str, tuple[int, str]] = {
    "climate": (
        9,
        """climate change adaptation resilience energy mitigation emissions neutral carbon risks
        heat drought floods greenhouse scenarios warming vulnerability preparedness coastal removal
        observation forecasting""",
    ),
    "energy": (
        9,
        """energy renewable efficiency power grids electricity clean hydrogen solar wind heating
        storage fuel cooling consumption prosumers geothermal bioenergy flexibility""",
    ),
    "digital": (
        10,
        """digital data intelligence software cloud algorithms platforms interoperability quantum
        chips computing robotics sensors semantic trustworthy satellites twins""",
    ),
    "cybersecurity": (
        3,
        """cybersecurity security threats incidents encryption vulnerabilities certification
        networks attacks privacy authentication supply critical""",
    ),
    "health": (
        7,
        """health care patients disease prevention cancer clinical medicine mental vaccines
        hospitals ageing therapies diagnosis wellbeing pandemics nutrition""",
    ),
    "nature": (
        5,
        """biodiversity nature ecosystems restoration species forests conservation habitats
        wetlands pollinators invasive marine reindeer bees""",
    ),
    "water": (
        3,
        """water wastewater drinking treatment groundwater stormwater rivers lakes catchment
        eutrophication irrigation oceans pollution""",
    ),
    "cities": (
        4,
        """cities urban mobility neighbourhoods planning housing rural residents municipalities
        bicycles traffic squares landscape""",
    ),
    "transport": (
        5,
        """transport vehicles aviation logistics rail shipping ports batteries roads freight
        automated charging airports safety""",
    ),
    "buildings": (
        3,
        """buildings construction energy renovation materials timber architecture retrofitting
        insulation concrete dwellings comfort affordable""",
    ),
    "circular": (
        4,
        """circular economy waste recycling textiles plastics reuse packaging repair bio-based
        biorefineries products water""",
    ),
    "food": (
        5,
        """food agriculture soil farmers fisheries crops livestock organic fertiliser pesticides
        aquaculture diets forestry""",
    ),
    "industry": (
        7,
        """industry manufacturing processes materials products raw competitiveness steel
        advanced photonics ceramics chemicals factories""",
    ),
    "space": (
        3,
        """space satellites observation launchers navigation copernicus galileo orbit missions
        telescopes debris""",
    ),
    "culture": (
        4,
        """culture heritage creative arts media audiovisual music film museums libraries theatre
        journalism festivals""",
    ),
    "democracy": (
        3,
        """democracy participation citizens elections civic dialogue disinformation rights
        pluralism transparency corruption trust""",
    ),
    "inclusion": (
        4,
        """social inclusion equality employment poverty disability discrimination gender women
        roma homelessness antisemitism racism""",
    ),
    "migration": (
        2,
        """migration integration asylum refugees borders return nationals reception languages
        trafficking""",
    ),
    "education": (
        4,
        """education training skills schools teachers students universities learning vocational
        apprentices curricula competences""",
    ),
    "youth": (
        2,
        """youth young volunteering solidarity sport children families exchanges mobility
        leisure""",
    ),
    "crisis": (
        2,
        """disaster crisis civil protection preparedness fires floods rescue volunteers
        responders earthquakes warning""",
    ),
    "government": (
        2,
        """local authorities municipalities regional administration procurement public services
        twinning towns mayors governance""",
    ),
    "tourism": (
        1,
        """tourism visitors destinations hospitality coastal hiking experiences seasonal""",
    ),
    "research": (
        5,
        """research researchers fellowships doctoral excellence infrastructures laboratories
        careers science open reproducibility""",
    ),
    "enterprises": (
        4,
        """enterprises startups market finance investment entrepreneurship standards customers
        business companies scaling clusters""",
    ),
    "justice": (
        2,
        """justice violence police judicial victims courts crime evidence terrorism
        radicalisation""",
    ),
    "neighbours": (
        2,
        """accession neighbourhood ukraine enlargement nordic baltic interregional territorial
        cross-border cohesion""",
    ),
}
WORDS_OF = {name: tuple(words.split()) for name, (_weight, words) in TOPICS.items()}
WEIGHTS = list(accumulate(weight for weight, _words in TOPICS.values()))
TOPICAL = tuple(sorted({word for words in WORDS_OF.values() for word in words}))

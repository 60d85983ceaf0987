"""Words of a made-up feed: first those of funding, commonest first, then rare compounds."""

from itertools import product

WORDS = tuple(
    """
    the of and to in for a on with projects should be is are will by as that or from at this
    support innovation research development proposals expected activities between level outcomes
    local european public new including municipalities regions climate energy digital data social
    health sustainable policy cooperation partners solutions citizens services skills training
    education transition adaptation water waste housing transport mobility culture heritage youth
    participation democracy equality inclusion integration migration employment enterprises
    companies associations schools universities authorities cities rural urban coastal areas
    network knowledge exchange methods tools pilot demonstration deployment uptake evaluation
    monitoring assessment risks resilience security safety crisis preparedness floods drought
    heat biodiversity nature restoration wetlands forests soil agriculture food fisheries oceans
    pollution emissions carbon renewable efficiency buildings renovation heating cooling storage
    hydrogen batteries grids circular economy materials recycling textiles plastics industry
    manufacturing tourism creative arts music film libraries museums sport volunteering
    children families women men elderly disability care hospitals prevention mental cancer
    medicine vaccines patients welfare poverty homelessness labour workplace entrepreneurship
    startups finance investment procurement standards regulation governance administration
    transparency corruption media journalism disinformation cybersecurity software hardware
    intelligence algorithms computing quantum chips sensors robotics satellites space aviation
    shipping railways roads bicycles ports logistics infrastructure planning design architecture
    landscape twinning remembrance values rights justice violence discrimination racism antisemitism
    roma languages teachers pupils students apprentices researchers doctoral fellowship consortium
    beneficiaries applicants eligible countries accession neighbourhood ukraine nordic baltic
    cross border regional national international interregional territorial cohesion smart
    specialisation strategy action plan roadmap framework programme mission partnership
    guidelines indicators impact dissemination communication exploitation market customers
    standardisation certification testing prototype laboratory experiment simulation modelling
    forecasting statistics survey interviews observatory platform hub community stakeholders
    wastewater treatment drinking groundwater stormwater rivers lakes catchment irrigation
    fertiliser pesticides livestock bees pollinators invasive species reindeer sea grass
    eutrophication
    """.split()
)
_STEMS = """
    agro aero aqua bio carbo chrono cryo cyber demo eco electro ethno geo gastro helio hydro
    immuno infra inter litho magneto meteo micro nano neuro omni opto paleo photo phyto poly proto
    psycho pyro radio seismo socio techno tele thermo trans ultra vibro xeno zoo
""".split()
_ENDINGS = """
    aggregation balance barrier capture catalysis ceramics chain clinic cluster conversion crop
    diagnostics dynamics farming fabric fusion graph harvest imaging kinetics lattice logistics
    membrane metrics module motor network optics panel pathway phase plasma polymer process probe
    recovery refinery reactor retrofit scope sector sensing separation spectrum stability structure
    synthesis system tissue tracing transfer turbine vector vessel yield zone
""".split()
RARE = tuple(stem + ending for stem, ending in product(_STEMS, _ENDINGS))

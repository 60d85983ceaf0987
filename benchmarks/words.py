"""Words that calls have whatever they are about, commonest first, and rare compounds."""

from itertools import product

from benchmarks.topics import TOPICAL

GENERAL = tuple(
    """
    the of and to in for a on with projects should be is are will by as that or from at this
    support expected outcomes european proposals activities scope contribute including development
    results innovation topic actions impact relevant improve objectives programme use address
    ensure through level policy new system technology solutions innovative need between capacity
    enhance potential challenge provide increase work sector process term eu europe end fund exist
    base relate make well following aim different approach identify stakeholders methods tools
    assessment monitoring implementation knowledge cooperation strategy plan framework guidelines
    partners partnership network national international union member states region practice best
    uptake deployment pilot demonstration evaluation dissemination communication exploitation
    analysis model quality cost performance environment environmental sustainable sustainability
    transition future key high long main specific common existing further such applicable example
    consortium beneficiaries applicants eligible countries mission priority budget grant agreement
    deadline duration maximum minimum minimise technical economic societal ethical legal
    recommendations roadmap indicators evidence awareness engagement users needs end-users
    science infrastructure resources value chain role across within towards order possible
    particular account consider build upon create develop design test validate apply promote
    facilitate strengthen raise reduce achieve demonstrate deliver establish foster exchange
    synergies complementarity coordination added transfer experience multidisciplinary gender
    balance participation integrated large small medium range set number least time year month
    phase stage part work-package task milestone deliverable report annual review panel criteria
    threshold award selection admissibility submission form portal page annex described conditions
    """.split()
)
_STEMS = """
    agro aero aqua bio carbo chrono cryo cyber demo eco electro ethno geo gastro helio hydro
    immuno infra inter litho magneto meteo micro nano neuro omni opto paleo photo phyto poly proto
    psycho pyro radio seismo socio techno tele thermo trans ultra vibro xeno zoo
""".split()
_MIDDLES = ("", *"auto chemo cyto dermo dyno ferro glyco histo iso lipo macro mono myco".split())
_ENDINGS = """
    aggregation balance barrier capture catalysis ceramics chain clinic cluster conversion crop
    diagnostics dynamics farming fabric fusion graph harvest imaging kinetics lattice logistics
    membrane metrics module motor network optics panel pathway phase plasma polymer process probe
    recovery refinery reactor retrofit scope sector sensing separation spectrum stability structure
    synthesis system tissue tracing transfer turbine vector vessel yield zone
""".split()
# 35,000 words: a tail like that of real texts, where half of the words stand in one text only.
RARE = tuple(stem + middle + end for middle, stem, end in product(_MIDDLES, _STEMS, _ENDINGS))
# A topic's words stand in other calls as well, now and then.
LEXICON = (*GENERAL, *RARE[:600], *TOPICAL, *RARE[600:])

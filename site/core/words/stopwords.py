"""Words too common to say anything, per language."""

STOPWORDS: dict[str, frozenset[str]] = {
    "sv": frozenset(
        """
        alla allt att av bara behöver blev bli blir bör de dem den denna deras dess dessa det detta
        dig din dina dit ditt du då där efter ej eller en er era ert ett fick folk från få får fått
        för ge ger gick gjorde gjort gå går gått gör göra ha hade han har hennes hon honom hos hur
        här i icke ifall ihop in inom inte jag ju kan kunde kunna man med mellan men mer mig min
        mina mitt mot mycket må måste ni nu någon något några när och om oss på samma samt sedan ska
        skall skulle som så sådan sådana sök söka söker ta tar till under upp ut utan vad var vara
        varför varit varje vars vi vid vilka vilken vilket vill vår våra vårt åt är även över
        """.split()
    ),
    "en": frozenset(
        """
        a about all also an and any are as at be been both but by can could did do does each either
        for from had has have he her his how i if in into is it its may more most must no nor not of
        on one only or other our out over shall she should so some such than that the their them
        then there these they this those to under up upon was we were what when where which while
        who will with within would you your
        """.split()
    ),
}

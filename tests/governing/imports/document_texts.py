"""Documents made for the tests, with what surrounds such texts where they are found."""

# After other documents' titles: a cover letter, the mark of a municipality, a title said twice,
# a person, what the template left, lists and emphasis.
WITH_LETTER = """Riktlinjer för cyklar i Sjöstad

Plan för bryggor. Antagen 2012

Transkript:

Tjänsteskrivelse

1 (2)

Datum: 2031-02-03

Dnr: KS 2031/45

Kommunfullmäktige

Båtstrategi för Provköping

Förslag till beslut

Kommunfullmäktige föreslås fatta beslut: Strategi för båtlivet i Provköping antas och gäller från
och med den 1 mars 2031. Den ersätter ”Policy för båtar” KF 2016-08-25, § 17.

Beslutet ska skickas till

Tekniska nämnden

Strategi för båtliv

PROVKÖPINGS
KOMMUN

Strategi om båtliv

Dokumenttyp: Strategi

Inledning

Båtar är **roliga** och *lugna*. Alla får ro. Ring Eva Ek på 070-123 45 67.

Klicka här för att ange text.

Vi vill ha

- fler bryggor
- renare vatten

Ansvar

Tekniska nämnden antar en plan för bryggorna. Strategin ska revideras vart annat år.
"""

# With a table that states facts about the document, and one that belongs to its text.
WITH_DETAILS = """Riktlinjer för grönytor 2031-2034

OM PARKER OCH ÄNGAR

| Dokumenttyp | Riktlinje | Dokumentnamn: Riktlinjer för grönytor |
|---|---|---|
| Fastställd av: Kommunfullmäktige 2031-04-05, § 12 | Senast ändrad: 2032-06-07 |
| Diarienummer: KS 2030/118 | Tidigare ändringar | KF 2020-03-02 § 8 |
| Dokumentansvarig: Parkavdelningen | Giltighetstid: tills vidare |

Syfte

Gräset ska klippas i tid. Riktlinjerna ersätter ”Regler för gräs” KF 2020-03-02.

| Yta | Gånger |
|---|---|
| Äng | 1 |
| Park | 12 |

Ansvar

Parkavdelningen ansvarar för allt gräs.
"""

# Each printed page run together into one paragraph, the first of them the cover letter.
RUN_TOGETHER = "\n\n".join(
    page.strip().replace("\n", " ")
    for page in (
        """
Tjänsteskrivelse 14 februari 2031 Miljökontoret KS 2031/45 Kommunstyrelsen Förslag till beslut
Kommunstyrelsen föreslås fatta beslut: Strategi för alla sjöar i Provköping antas. Diarienummer:
KS 2031/45. Den gäller från och med den 1 mars 2031 och ersätter den policy som antogs av
kommunfullmäktige den 25 augusti 2016, § 17. Sjöarna i kommunen har blivit renare under de senaste
åren, och allt fler vill bada, fiska och ro. Kontoret har därför skrivit en strategi tillsammans
med föreningar, skolor och de som bor vid vattnet. Alla har fått säga vad de tycker, och det mesta
har kommit med. Kostnaden ryms i budgeten för de kommande två åren.
""",
        """
Strategi för sjöar 1 (2) 2031-02-14 Dnr KS 2031/45 Strategi för sjöar Inledning Provköping har
många sjöar med klart vatten. De ska vara rena och öppna för alla som vill bada, fiska eller ro.
Kommunens badplatser sköts av tekniska nämnden, som också ser till att vattnet provas varje vecka
under sommaren. Badplatser I varje kommundel ska det finnas minst en plats att bada på. Där ska
finnas: Bryggor med stege Bänkar Skyltar på flera språk Nämnden ska se till att allt är helt och
rent. Uppföljning En gång om året berättar nämnden hur det har gått, vad det har kostat och vad
som återstår att göra. Berättelsen läggs fram för kommunstyrelsen, som sänder den vidare till alla
nämnder och bolag i kommunen. Eva Ek 044-13 50 00 sjo@provkoping.example
""",
        """
2 (2) Ansvar En nämnd ansvarar för varje sjö. Även EU ger pengar till rent vatten. Vatten Vattnet
provas ofta. Den som vill hyra en båt vänder sig till nämnden. Läs också: Fiskeplanen Badplanen
""",
    )
)

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.flows.answers.dates import parse_date
from bot.flows.answers.problem import Problem
from bot.flows.lexicon import Lexicon, Month

TODAY = date(2026, 11, 21)  # a Saturday
EARLIEST = date(2024, 11, 21)
LATEST = date(2028, 1, 1)

DUTCH = [
    ("3 april", date(2027, 4, 3)),
    ("3 december", date(2026, 12, 3)),
    ("3 DECEMBER!", date(2026, 12, 3)),
    ("3 dec.", date(2026, 12, 3)),
    ("3dec", date(2026, 12, 3)),
    ("3e december", date(2026, 12, 3)),
    ("3ste december", date(2026, 12, 3)),
    ("december 3", date(2026, 12, 3)),
    ("de derde december", date(2026, 12, 3)),
    ("drie december", date(2026, 12, 3)),
    ("eenentwintig december", date(2026, 12, 21)),
    ("eenendertigste december", date(2026, 12, 31)),
    ("1 januari", date(2027, 1, 1)),
    ("20 november", date(2026, 11, 20)),
    ("mijn laatste werkdag is 3 december", date(2026, 12, 3)),
    ("mijn laatste dag was 20 november", date(2026, 11, 20)),
    ("ik denk 3 december 😀", date(2026, 12, 3)),
    ("3 decmber", date(2026, 12, 3)),
    ("3 desember", date(2026, 12, 3)),
    ("12 febuari 2027", date(2027, 2, 12)),
    ("7 mrt 2027", date(2027, 3, 7)),
    ("3 april 2026", date(2026, 4, 3)),
    ("3 april '26", date(2026, 4, 3)),
    ("3 april 26", date(2026, 4, 3)),
    ("3 april volgend jaar", date(2027, 4, 3)),
    ("3 april dit jaar", date(2026, 4, 3)),
    ("vr 3 april", date(2026, 4, 3)),
    ("vrijdag 4 december", date(2026, 12, 4)),
    ("eind december", date(2026, 12, 31)),
    ("eind februari 2027", date(2027, 2, 28)),
    ("vandaag", date(2026, 11, 21)),
    ("gisteren", date(2026, 11, 20)),
    ("eergisteren", date(2026, 11, 19)),
    ("morgen", date(2026, 11, 22)),
    ("over morgen", date(2026, 11, 23)),
    ("vrijdag", date(2026, 11, 27)),
    ("vrijdach", date(2026, 11, 27)),
    ("komende vrijdag", date(2026, 11, 27)),
    ("komende zaterdag", date(2026, 11, 28)),
    ("deze zondag", date(2026, 11, 22)),
    ("volgende vrijdag", date(2026, 11, 27)),
    ("afgelopen vrijdag", date(2026, 11, 20)),
    ("volgende week vrijdag", date(2026, 11, 27)),
    ("vrijdag volgende week", date(2026, 11, 27)),
    ("deze week zondag", date(2026, 11, 22)),
    ("vorige week maandag", date(2026, 11, 9)),
    ("over 2 weken", date(2026, 12, 5)),
    ("over twee weken", date(2026, 12, 5)),
    ("over een week", date(2026, 11, 28)),
    ("over 10 dagen", date(2026, 12, 1)),
    ("over een maand", date(2026, 12, 21)),
    ("over een half jaar", date(2027, 5, 21)),
    ("2 weken geleden", date(2026, 11, 7)),
    ("een jaar geleden", date(2025, 11, 21)),
    ("drie maanden terug", date(2026, 8, 21)),
    ("eind van de maand", date(2026, 11, 30)),
    ("einde volgende maand", date(2026, 12, 31)),
    ("eind van het jaar", date(2026, 12, 31)),
    ("de 1e van volgende maand", date(2026, 12, 1)),
]
FIGURES = [
    ("3-12", date(2026, 12, 3)),
    ("3/12", date(2026, 12, 3)),
    ("3.12", date(2026, 12, 3)),
    ("3 - 12", date(2026, 12, 3)),
    ("3–12–2026", date(2026, 12, 3)),
    ("3-4", date(2027, 4, 3)),
    ("3/4/2026", date(2026, 4, 3)),
    ("03.04.26", date(2026, 4, 3)),
    ("2026-04-03", date(2026, 4, 3)),
    ("2026/4/3", date(2026, 4, 3)),
    ("03 04 2026", date(2026, 4, 3)),
    ("03042026", date(2026, 4, 3)),
    ("20261110", date(2026, 11, 10)),
    ("20112026", date(2026, 11, 20)),
    ("20271231", date(2027, 12, 31)),
    ("٢٠٢٦١١١٠", date(2026, 11, 10)),
    ("mijn contract stopt op 20261231", date(2026, 12, 31)),
    ("3-apr-2026", date(2026, 4, 3)),
    ("\u200f٣/٤/٢٠٢٦\u200f", date(2026, 4, 3)),
    ("۳/۴/۲۰۲۶", date(2026, 4, 3)),
    ("3\u00a0april\u200b 2026", date(2026, 4, 3)),
    ("፫-፬-፳፻፳፮", date(2026, 4, 3)),
    ("3️⃣ april", date(2027, 4, 3)),
]
ARABIC = [
    ("٣ نيسان", date(2027, 4, 3)),
    ("3 أبريل", date(2027, 4, 3)),
    ("3 افريل 2027", date(2027, 4, 3)),
    ("3 كانون الثاني", date(2027, 1, 3)),
    ("3 يناير", date(2027, 1, 3)),
    ("3 كانون الأول", date(2026, 12, 3)),
    ("3 دجنبر", date(2026, 12, 3)),
    ("١٥ تشرين الثاني ٢٠٢٦", date(2026, 11, 15)),
    ("3 غشت 2026", date(2026, 8, 3)),
    ("3 حزيران 2026", date(2026, 6, 3)),
    ("يوم الجمعة 4 ديسمبر", date(2026, 12, 4)),
    ("الأول من كانون الثاني", date(2027, 1, 1)),
    ("خمسة وعشرين نيسان", date(2027, 4, 25)),
    ("آخر يوم عمل 3 نيسان", date(2027, 4, 3)),
    ("اليوم", date(2026, 11, 21)),
    ("غداً", date(2026, 11, 22)),
    ("بكرا", date(2026, 11, 22)),
    ("بعد بكرا", date(2026, 11, 23)),
    ("أمس", date(2026, 11, 20)),
    ("امبارح", date(2026, 11, 20)),
    ("أول أمس", date(2026, 11, 19)),
    ("الجمعة", date(2026, 11, 27)),
    ("الجمعة القادمة", date(2026, 11, 27)),
    ("الجمعة الماضية", date(2026, 11, 20)),
    ("الجمعة من الأسبوع القادم", date(2026, 11, 27)),
    ("بعد أسبوع", date(2026, 11, 28)),
    ("بعد أسبوعين", date(2026, 12, 5)),
    ("بعد 3 أيام", date(2026, 11, 24)),
    ("بعد ثلاثة أشهر", date(2027, 2, 21)),
    ("قبل أسبوعين", date(2026, 11, 7)),
    ("قبل شهر", date(2026, 10, 21)),
    ("نهاية الشهر", date(2026, 11, 30)),
    ("آخر الشهر القادم", date(2026, 12, 31)),
    ("bukra", date(2026, 11, 22)),
]
TIGRINYA = [
    ("3 ጥሪ", date(2027, 1, 3)),
    ("ጥሪ 3", date(2027, 1, 3)),
    ("ጥሪ 26", date(2027, 1, 26)),
    ("ዕለት 3 ሚያዝያ", date(2027, 4, 3)),
    ("፫ ሚያዝያ", date(2027, 4, 3)),
    ("፲፪ ለካቲት ፳፻፳፯", date(2027, 2, 12)),
    ("3 ሚያዝያ 2026", date(2026, 4, 3)),
    ("ሚያዝያ 3 2026", date(2026, 4, 3)),
    ("ሰለስተ ታሕሳስ", date(2026, 12, 3)),
    ("ዕስራን ሓደን ታሕሳስ", date(2026, 12, 21)),
    ("3 ታህሳስ", date(2026, 12, 3)),
    ("ዓርቢ 4 ታሕሳስ", date(2026, 12, 4)),
    ("ሎሚ", date(2026, 11, 21)),
    ("ጽባሕ", date(2026, 11, 22)),
    ("ፅባሕ", date(2026, 11, 22)),
    ("ድሕሪ ጽባሕ", date(2026, 11, 23)),
    ("ትማሊ", date(2026, 11, 20)),
    ("ቅድሚ ትማሊ", date(2026, 11, 19)),
    ("ዓርቢ", date(2026, 11, 27)),
    ("ዝመጽእ ዓርቢ", date(2026, 11, 27)),
    ("ዝሓለፈ ዓርቢ", date(2026, 11, 20)),
    ("ዝመጽእ ሰሙን ዓርቢ", date(2026, 11, 27)),
    ("ድሕሪ 2 ሰሙን", date(2026, 12, 5)),
    ("ድሕሪ ክልተ ሰሙን", date(2026, 12, 5)),
    ("ድሕሪ ሓደ ወርሒ", date(2026, 12, 21)),
    ("ቅድሚ ፪ ሰሙን", date(2026, 11, 7)),
    ("መወዳእታ ወርሒ", date(2026, 11, 30)),
    ("መወዳእታ ታሕሳስ", date(2026, 12, 31)),
]


@pytest.mark.parametrize(("text", "expected"), DUTCH + FIGURES + ARABIC + TIGRINYA)
def test_date_is_understood(text: str, expected: date, lexicons: tuple[Lexicon, ...]) -> None:
    actual = parse_date(text, today=TODAY, lexicons=lexicons, earliest=EARLIEST, latest=LATEST)

    assert actual == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", Problem.EMPTY),
        (" \u200f\n", Problem.EMPTY),
        ("3 april " * 12_000, Problem.TOO_LONG),
        ("\ufdfa" * 20, Problem.TOO_LONG),  # one sign, eighteen letters
        ("geen idee", Problem.NOT_UNDERSTOOD),
        ("na3am", Problem.NOT_UNDERSTOOD),
        ("👍", Problem.NOT_UNDERSTOOD),
        ("2 weken", Problem.NOT_UNDERSTOOD),
        ("niet 3 april", Problem.NOT_UNDERSTOOD),
        ("3 ሚያዝያ ኣይኮነን", Problem.NOT_UNDERSTOOD),
        ("31-2", Problem.IMPOSSIBLE_DATE),
        ("31 april", Problem.IMPOSSIBLE_DATE),
        ("30 شباط", Problem.IMPOSSIBLE_DATE),
        ("0-4", Problem.IMPOSSIBLE_DATE),
        ("4/13/2026", Problem.IMPOSSIBLE_DATE),
        ("29-2-2027", Problem.IMPOSSIBLE_DATE),
        ("99999999999 april", Problem.NEEDS_DAY),
        ("3 april 99999999999", Problem.IMPOSSIBLE_DATE),
        ("april", Problem.NEEDS_DAY),
        ("نيسان", Problem.NEEDS_DAY),
        ("ሚያዝያ", Problem.NEEDS_DAY),
        ("april 2027", Problem.NEEDS_DAY),
        ("april 27", Problem.NEEDS_DAY),
        ("2027", Problem.NEEDS_DAY),
        ("begin april", Problem.NEEDS_DAY),
        ("half december", Problem.NEEDS_DAY),
        ("volgende week", Problem.NEEDS_DAY),
        ("vorige maand", Problem.NEEDS_DAY),
        ("over een paar weken", Problem.NEEDS_DAY),
        ("الأسبوع القادم", Problem.NEEDS_DAY),
        ("ዝመጽእ ወርሒ", Problem.NEEDS_DAY),
        ("voor 3 april", Problem.NEEDS_DAY),
        ("قبل 3 نيسان", Problem.NEEDS_DAY),
        ("15", Problem.NEEDS_MONTH),
        ("de 3e", Problem.NEEDS_MONTH),
        ("vrijdag de 4e", Problem.NEEDS_MONTH),
        ("de 1e van de maand", Problem.NEEDS_MONTH),
        ("3 of 4 april", Problem.AMBIGUOUS),
        ("3 april of 5 mei", Problem.AMBIGUOUS),
        ("3-4 of 5-4", Problem.AMBIGUOUS),
        ("gisteren of morgen", Problem.AMBIGUOUS),
        ("maandag of dinsdag", Problem.AMBIGUOUS),
        ("maandag 4 december 2026", Problem.AMBIGUOUS),
        ("zaterdag", Problem.AMBIGUOUS),
        ("deze vrijdag", Problem.AMBIGUOUS),
        ("volgende zondag", Problem.AMBIGUOUS),
        ("vorige vrijdag", Problem.AMBIGUOUS),
        ("over 2 of 3 weken", Problem.AMBIGUOUS),
        ("over 2 weken of 3 maanden", Problem.AMBIGUOUS),
        ("3-4 over 2 weken", Problem.AMBIGUOUS),
        ("3 april over 2 weken", Problem.AMBIGUOUS),
        ("morgen over 2 weken", Problem.AMBIGUOUS),
        ("morgen, maandag", Problem.AMBIGUOUS),
        ("vrijdag over 2 weken", Problem.AMBIGUOUS),
        ("eind van de week", Problem.NEEDS_DAY),
        ("20 november 2024", Problem.TOO_EARLY),
        ("3 jaar geleden", Problem.TOO_EARLY),
        ("2-1-2028", Problem.TOO_LATE),
        ("over 5 jaar", Problem.TOO_LATE),
        ("over 999999999999 jaar", Problem.TOO_LATE),
        ("999999999999 dagen geleden", Problem.TOO_EARLY),
    ],
)
def test_date_that_cannot_be_used_says_why(
    text: str, expected: Problem, lexicons: tuple[Lexicon, ...]
) -> None:
    actual = parse_date(text, today=TODAY, lexicons=lexicons, earliest=EARLIEST, latest=LATEST)

    assert actual == expected


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "expected"),
    [
        ("3 december", date(2021, 11, 21), TODAY, date(2025, 12, 3)),
        ("3 december", TODAY, date(2027, 11, 21), date(2026, 12, 3)),
        ("3 december", None, None, date(2026, 12, 3)),
        ("3-12-26", None, None, date(2026, 12, 3)),
        ("3-12-87", None, None, date(1987, 12, 3)),
        ("3-12-25", None, TODAY, date(2025, 12, 3)),
        ("3 december", date(2026, 12, 10), date(2027, 1, 1), Problem.TOO_EARLY),
        ("3 december", date(2026, 1, 1), date(2026, 11, 30), Problem.TOO_LATE),
        ("29 februari", date(2026, 1, 1), date(2029, 1, 1), date(2028, 2, 29)),
        ("29 februari", date(2026, 1, 1), date(2026, 12, 31), Problem.IMPOSSIBLE_DATE),
        ("vrijdag", date(2020, 1, 1), TODAY, date(2026, 11, 20)),
        ("zaterdag", date(2020, 1, 1), TODAY, Problem.AMBIGUOUS),
        ("zaterdag", TODAY, TODAY, TODAY),
        ("vrijdag", TODAY, TODAY, Problem.TOO_LATE),
        # A date of birth: the nearest year would be a guess.
        ("3 april", date(1916, 1, 1), TODAY, Problem.NEEDS_YEAR),
        ("3-4-87", date(1916, 1, 1), TODAY, date(1987, 4, 3)),
        ("3-4-20", date(1916, 1, 1), TODAY, Problem.NEEDS_YEAR),
        ("3 april 1987", date(1916, 1, 1), TODAY, date(1987, 4, 3)),
        ("٣ نيسان ١٩٨٧", date(1916, 1, 1), TODAY, date(1987, 4, 3)),
        # Limits that leave nothing are an editor's mistake, not an exception.
        ("3 april", date(2027, 1, 1), date(2026, 1, 1), Problem.TOO_LATE),
    ],
)
def test_date_without_a_year_keeps_within_its_limits(
    text: str,
    earliest: date | None,
    latest: date | None,
    expected: date | Problem,
    lexicons: tuple[Lexicon, ...],
) -> None:
    assert parse_date(text, today=TODAY, lexicons=lexicons, earliest=earliest, latest=latest) == expected


@pytest.mark.parametrize(
    ("today", "text", "expected"),
    [
        (date(2026, 11, 17), "volgende vrijdag", Problem.AMBIGUOUS),  # a Tuesday: the 20th or the 27th
        (date(2026, 11, 17), "volgende maandag", date(2026, 11, 23)),
        (date(2026, 11, 17), "deze vrijdag", date(2026, 11, 20)),
        (date(2026, 11, 17), "volgende week dinsdag", date(2026, 11, 24)),
        (date(2026, 11, 17), "vorige maandag", Problem.AMBIGUOUS),
        (date(2026, 11, 17), "vorige vrijdag", date(2026, 11, 13)),
        (date(2026, 1, 31), "over een maand", date(2026, 2, 28)),
        (date(2026, 1, 31), "eind volgende maand", date(2026, 2, 28)),
        (date(2026, 12, 31), "morgen", date(2027, 1, 1)),
        (date(26, 12, 31), "eind van dit jaar", date(26, 12, 31)),
        (date.max, "morgen", Problem.TOO_LATE),
        (date.min, "gisteren", Problem.TOO_EARLY),
        (date.max, "3 april", date(9999, 4, 3)),
    ],
)
def test_date_depends_on_today(
    today: date, text: str, expected: date | Problem, lexicons: tuple[Lexicon, ...]
) -> None:
    assert parse_date(text, today=today, lexicons=lexicons) == expected


FULL_WIDTH = "".join(chr(0xFF10 + digit) for digit in range(10))
DIGITS = ("0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", FULL_WIDTH)


@given(
    day=st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    digits=st.sampled_from(DIGITS),
    pattern=st.sampled_from(["{day} {month} {year}", "{month} {day} {year}", "{day}-{month}-{year}"]),
    data=st.data(),
)
def test_date_with_any_name_of_its_month_reads_back(
    day: date, digits: str, pattern: str, data: st.DataObject, lexicons: tuple[Lexicon, ...]
) -> None:
    names = [
        " ".join(phrase)
        for lexicon in lexicons
        for phrase, meaning in lexicon.dates.items()
        if meaning == Month(day.month) and not any(word[-1].isdigit() for word in phrase)
    ]
    written = pattern.format(day=day.day, month=data.draw(st.sampled_from(names)), year=day.year)
    written = written.translate(str.maketrans("0123456789", digits))

    assert parse_date(written, today=TODAY, lexicons=lexicons) == day


@given(
    day=st.dates(date(2000, 1, 1), date(2099, 12, 31)),
    digits=st.sampled_from(DIGITS),
    pattern=st.sampled_from(["%d-%m-%Y", "%d/%m/%Y", "%d.%m.%Y", "%Y-%m-%d", "%d %m %Y", "%d%m%Y"]),
)
def test_date_in_figures_reads_back(
    day: date, digits: str, pattern: str, lexicons: tuple[Lexicon, ...]
) -> None:
    written = day.strftime(pattern).translate(str.maketrans("0123456789", digits))

    assert parse_date(written, today=TODAY, lexicons=lexicons) == day


@given(day=st.dates(EARLIEST, LATEST), today=st.dates(EARLIEST, LATEST))
def test_date_without_year_is_the_nearest(day: date, today: date, lexicons: tuple[Lexicon, ...]) -> None:
    found = parse_date(
        f"{day.day}-{day.month}", today=today, lexicons=lexicons, earliest=EARLIEST, latest=LATEST
    )

    assert isinstance(found, date)
    assert (found.day, found.month) == (day.day, day.month)
    assert abs(found - today) <= abs(day - today)
    assert EARLIEST <= found <= LATEST


PIECES = (
    "3",
    "31",
    "april",
    "نيسان",
    "ሚያዝያ",
    "over",
    "بعد",
    "week",
    "ወርሒ",
    "vrijdag",
    "eind",
    "-",
    "'26",
    "niet",
)


@given(
    text=st.text() | st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=8).map(" ".join),
    today=st.dates(),
    limits=st.tuples(st.none() | st.dates(), st.none() | st.dates()),
)
def test_date_never_raises_and_never_leaves_its_limits(
    text: str, today: date, limits: tuple[date | None, date | None], lexicons: tuple[Lexicon, ...]
) -> None:
    earliest, latest = limits

    found = parse_date(text, today=today, lexicons=lexicons, earliest=earliest, latest=latest)

    assert isinstance(found, Problem) or (earliest or date.min) <= found <= (latest or date.max)

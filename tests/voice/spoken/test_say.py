"""What is said, to the letter, in each language."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from bot.voice.spoken.form import SpokenForms

DUTCH = {
    # amounts and percentages
    "€ 45": "vijfenveertig euro",
    "€\u00a01.234,50": "duizend tweehonderd vierendertig euro en vijftig cent",
    "€ 1": "één euro",
    "€ 100,-": "honderd euro",
    "€ 1.250.000": "één miljoen tweehonderd vijftigduizend euro",
    "45 €": "vijfenveertig euro",
    "van € 50-€ 100": "van vijftig euro tot honderd euro",
    "75%": "vijfenzeventig procent",
    "2,5 %": "twee komma vijf procent",
    # numbers
    "Stap 1 van 14": "Stap één van veertien",
    "1250 of 1250,50.": "twaalfhonderd vijftig of twaalfhonderd vijftig komma vijftig.",
    "12.345": "twaalfduizend driehonderd vijfenveertig",
    "0,05": "nul komma nul vijf",
    "101": "honderd één",
    "26": "zes en twintig",
    "007": "nul nul zeven",
    "123456789": "één twee drie, vier vijf zes, zeven acht negen",
    "de 18e verjaardag": "de achttiende verjaardag",
    "18-27 jaar": "achttien tot zevenentwintig jaar",
    "2/3": "twee van drie",
    "٣": "drie",
    # dates and times
    "3 april": "drie april",
    "3 april 2027": "drie april tweeduizend zevenentwintig",
    "3-4-2026": "drie april tweeduizend zes en twintig",
    "2026-04-03": "drie april tweeduizend zes en twintig",
    "31/12/1998": "eenendertig december negentienhonderd achtennegentig",
    "09.00": "negen uur",
    "9:30": "negen uur dertig",
    "9 tot 17 uur": "negen tot zeventien uur",
    "van 8.00 tot 22.00 uur.": "van acht uur tot tweeëntwintig uur.",
    "9.00-17.00 uur": "negen uur tot zeventien uur",
    # phone numbers
    "14 030": "één vier, nul drie nul",
    "0800 8015": "nul acht nul nul, acht nul één vijf",
    "0800-8020.": "nul acht nul nul, acht nul twee nul.",
    "088 123 45 67": "nul acht acht, één twee drie, vier vijf, zes zeven",
    "06-12345678": "nul zes, één twee drie, vier vijf zes, zeven acht",
    "+31 88 123 45 67": "plus drie één, acht acht, één twee drie, vier vijf, zes zeven",
    "Bel 112.": "Bel één één twee.",
    "€ 112": "honderd twaalf euro",
    # addresses
    "1234 AB": "één twee drie vier, aa-bee",
    "In 2028 WW": "In tweeduizend achtentwintig wee-wee",
    "uwv.nl": "uu-wee-vee punt en-el",
    "Kijk op mijn.overheid.nl.": "Kijk op mijn punt overheid punt en-el.",
    "https://www.digid.nl/herstellen": "didzjiedee punt en-el schuine streep herstellen",
    "info@uwv.nl": "info apenstaartje uu-wee-vee punt en-el",
    "morgen.Bel": "morgen. Bel",
    # names and abbreviations
    "DigiD": "didzjiedee",
    "DigiD-app": "didzjiedee-app",
    "UWV, SVB en DUO": "uu-wee-vee, es-vee-bee en duo",
    "IND": "ie-en-dee",
    "BSN": "bee-es-en",
    "WW, WIA, AOW, IOAW": "wee-wee, wia, aa-oo-wee, ie-oo-aa-wee",
    "COA, CAK, CJIB": "kowaa, see-aa-kaa, see-jee-ie-bee",
    "CBR, KvK, GGD": "see-bee-er, kaa-vee-kaa, gee-gee-dee",
    "SMS, PIN, QR, ID": "es-em-es, pin, kuu-er, ie-dee",
    "MijnOverheid": "mijn overheid",
    "B1-route": "bee één-route",
    "XYZ": "iks-ei-zet",
    "Noem BCDFGHJK.": "Noem bee-see-dee-ef, gee-haa-jee-kaa.",
    "GEMEENTE": "GEMEENTE",
    "t/m": "tot en met",
    # marks
    "👉 Bel": "Bel",
    "✅": "",
    "1️⃣ Ja": "één, Ja",
    "🔟 Nee": "tien, Nee",
    "1. Ja\n2. Nee": "één, Ja. twee, Nee",
    "Neem mee:\n• uw pas\n• uw brief": "Neem mee: uw pas. uw brief",
    "- uw pas\n\n- uw brief.": "uw pas. uw brief.",
    "uw brief (van UWV) en meer": "uw brief, van uu-wee-vee, en meer",
    'Kies "Iemand machtigen".': "Kies Iemand machtigen.",
    "stap 1 → stap 2": "stap één, stap twee",
    "brief/mail": "brief of mail",
    "en/of": "en of",
    "gas & licht": "gas en licht",
    "foto’s en zo’n brief": "foto's en zo'n brief",
    "Wacht…": "Wacht.",
    "Echt?!": "Echt?",
    "\u2068DigiD\u2069": "didzjiedee",
}

ARABIC = {
    "€ 45": "خَمْسَة وَأَرْبَعِين يورو",
    "\u2068€ 1.234,50\u2069": "أَلْف وَمِئَتَيْن وَأَرْبَعَة وَثَلَاثِين يورو وَخَمْسِين سِنْتًا",
    "€ 2.500.000": "مِلْيُونَيْن وَخَمْسمِئَة أَلْف يورو",
    "\u206875%\u2069": "خَمْسَة وَسَبْعِين بِالمِئَة",
    # what is counted agrees with its number
    "€ 1": "يورو وَاحِد",
    "€ 3": "ثَلَاثَة يورو",
    "€ 200": "مِئَتَيْ يورو",
    "€ 2.000": "أَلْفَيْ يورو",
    "€ 1.200": "أَلْف وَمِئَتَيْ يورو",
    "€ 15.000": "خَمْسَةَ عَشَر أَلْف يورو",
    "€ 15.100": "خَمْسَةَ عَشَر أَلْفًا وَمِئَة يورو",
    "€ 0,01": "صِفْر يورو وَسِنْت وَاحِد",
    "€ 5,02": "خَمْسَة يورو وَسِنْتَيْن",
    "€ 5,03": "خَمْسَة يورو وَثَلَاثَة سِنْتَات",
    "€ 5,10": "خَمْسَة يورو وَعَشَرَة سِنْتَات",
    "€ 5,11": "خَمْسَة يورو وَأَحَدَ عَشَر سِنْتًا",
    "€ 1.000.000.000": "وَاحِد صِفْر صِفْر، صِفْر صِفْر صِفْر، صِفْر صِفْر صِفْر، صِفْر يورو",
    "الساعة 9:01": "السَّاعَة تِسْعَة وَدَقِيقَة",
    "الساعة 9:02": "السَّاعَة تِسْعَة وَدَقِيقَتَيْن",
    "الساعة 9:05": "السَّاعَة تِسْعَة وَخَمْس دَقَائِق",
    "الساعة 9:15": "السَّاعَة تِسْعَة وَخَمْسَ عَشْرَة دَقِيقَة",
    "الساعة 9:45": "السَّاعَة تِسْعَة وَخَمْس وَأَرْبَعِين دَقِيقَة",
    "5 كانون الأول 2026، 1 آب": "خَمْسَة كَانُون الأَوَّل أَلْفَيْن وَسِتَّة وَعِشْرِين، وَاحِد آب",
    "شهر آذار": "شهر آذار",
    "0,5": "صِفْر فَاصِلَة خَمْسَة",
    "12.345": "اِثْنَيْ عَشَر أَلْفًا وَثَلَاثمِئَة وَخَمْسَة وَأَرْبَعِين",
    "3.000": "ثَلَاثَة آلَاف",
    "2028 و2029": "أَلْفَيْن وَثَمَانِيَة وَعِشْرِين وأَلْفَيْن وَتِسْعَة وَعِشْرِين",
    "خلال أسبوعين (2).": "خلال أسبوعين.",
    "واحدًا (1)؟": "واحدًا؟",
    "3 نيسان 2027": "ثَلَاثَة نِيسَان أَلْفَيْن وَسَبْعَة وَعِشْرِين",
    "\u20683-4-2026\u2069، أو غدًا": "ثَلَاثَة نِيسَان أَلْفَيْن وَسِتَّة وَعِشْرِين، أو غدًا",
    "من الساعة 9.00 إلى الساعة 16.00": "من السَّاعَة تِسْعَة إلى السَّاعَة سِتَّةَ عَشَر",
    "الساعة \u20689:30\u2069.": "السَّاعَة تِسْعَة وَثَلَاثِين دَقِيقَة.",
    "السَّاعَة 9.00": "السَّاعَة تِسْعَة",
    "14 030": "وَاحِد أَرْبَعَة، صِفْر ثَلَاثَة صِفْر",
    "\u20680800-8020\u2069": "صِفْر ثَمَانِيَة صِفْر صِفْر، ثَمَانِيَة صِفْر اِثْنَيْن صِفْر",
    "اتصلوا بالرقم 112.": "اتصلوا بالرقم وَاحِد وَاحِد اِثْنَيْن.",
    "1234 AB": "وَاحِد اِثْنَيْن ثَلَاثَة أَرْبَعَة، آ بِي",
    "\u2068uwv.nl\u2069": "أُو وِي فِي نُقْطَة إِن إِل",
    "\u2068digid.nl/herstellen\u2069": "دِيجِي دِي نُقْطَة إِن إِل شَرْطَة مَائِلَة هِرْسْتِلِن",
    "مؤسسة \u2068UWV\u2069": "مؤسسة أُو وِي فِي",
    "البلدية (\u2068gemeente\u2069) مغلقة": "البلدية، خِمِينْتِه، مغلقة",
    "بدل الإيجار (\u2068huurtoeslag\u2069).": "بدل الإيجار، هُور تُوسْلَاخ.",
    "اتصلوا بـ \u2068Veilig Thuis\u2069": "اتصلوا بفَايْلِخ تَاوْس",
    "«\u2068AIO-check\u2069»": "آ إِي أُو تْشِكْ",
    "(\u2068BCDFGHJKLM\u2069)": "بِي سِي دِي إِف، خِي هَا يِي كَا، إِل إِم",
    "\u2068NPQRSTVW\u2069": "إِن پِي كُو إِر، إِس تِي فِي وِي",
    "منسّق (\u2068coördinator\u2069)": "منسّق، كُو أُورْدِينَاتُور",
    "📍 أين؟": "أين؟",
    "1. نعم\n2. لا": "وَاحِد، نعم. اِثْنَيْن، لا",
    "كهرباء/غاز": "كهرباء أَوْ غاز",
    "Rijkswaterstaat": "Rijkswaterstaat",
}

TIGRINYA = {
    "€ 45": "ኣርብዓን ሓሙሽተን ዩሮ",
    "€ 1.234,50": "ሽሕን ክልተ ሚእትን ሰላሳን ኣርባዕተን ዩሮን ሓምሳ ሳንቲምን",
    "75%": "ሰብዓን ሓሙሽተን ሚእታዊት",
    "0,5": "ባዶ ነጥቢ ሓሙሽተ",
    "1": "ሓደ",
    "11": "ዓሰርተ ሓደ",
    "20": "ዕስራ",
    "100": "ሚእቲ",
    "101": "ሚእትን ሓደን",
    "112.000": "ሚእትን ዓሰርተ ክልተን ሽሕ",
    "1000": "ሽሕ",
    "2028": "ክልተ ሽሕን ዕስራን ሸሞንተን",
    "3 ሚያዝያ 2027": "ሰለስተ ሚያዝያ ክልተ ሽሕን ዕስራን ሸውዓተን",
    "3-4-2026": "ሰለስተ ሚያዝያ ክልተ ሽሕን ዕስራን ሽዱሽተን",
    "ካብ ሰዓት 9.00 ክሳብ 17.00።": "ካብ ሰዓት ትሽዓተ ክሳብ ሰዓት ዓሰርተ ሸውዓተ።",
    "9:30": "ሰዓት ትሽዓተን ሰላሳ ደቒቕን",
    "14 030": "ሓደ ኣርባዕተ፣ ባዶ ሰለስተ ባዶ",
    "0800-8115": "ባዶ ሸሞንተ ባዶ ባዶ፣ ሸሞንተ ሓደ ሓደ ሓሙሽተ",
    "ናብ 112 ደውሉ።": "ናብ ሓደ ሓደ ክልተ ደውሉ።",
    "1234 AB": "ሓደ ክልተ ሰለስተ ኣርባዕተ፣ ኣ ቤ",
    "uwv.nl": "ኡ ዌ ቬ ነጥቢ ኤን ኤል",
    "ን SVB ሕተቱ": "ን ኤስ ቬ ቤ ሕተቱ",
    "ንUWV": "ንኡ ዌ ቬ",
    "ምምሕዳር ከተማ (gemeente) ሕተቱ።": "ምምሕዳር ከተማ፣ ኸመንተ፣ ሕተቱ።",
    "«Berichtenbox»": "በሪኽተንቦክስ",
    "B1-route፣": "ቤ ሓደ ሩተ",
    "BCDFGHJK": "ቤ ሴ ዴ ኤፍ፣ ኼ ሃ የ ካ",
    "ኣተሓባባሪ (coördinator)": "ኣተሓባባሪ፣ ኮኦርዲናቶር",
    "1. እወ\n2. ኣይፋልን": "ሓደ፣ እወ። ክልተ፣ ኣይፋልን",
    "ሒዝኩም ኪዱ፦\n• BSN": "ሒዝኩም ኪዱ፦ ቤ ኤስ ኤን",
    "ኤለክትሪክ/ጋዝ": "ኤለክትሪክ ወይ ጋዝ",
    "🏠 ገዛ": "ገዛ",
    "Rijkswaterstaat": "Rijkswaterstaat",
}

CASES = [
    pytest.param(language, text, said, id=f"{language} {text!a}")
    for language, table in (("nl", DUTCH), ("ar", ARABIC), ("ti", TIGRINYA))
    for text, said in table.items()
]


@pytest.mark.parametrize(("language", "text", "said"), CASES)
def test_text_is_said_as_people_say_it(forms: SpokenForms, language: str, text: str, said: str) -> None:
    assert forms.say(text, language) == said


@pytest.mark.parametrize(
    ("language", "labels", "said"),
    [
        ("nl", ["Ja", "Weet ik niet", "Klaar?"], "één: Ja. twee: Weet ik niet. drie: Klaar?"),
        ("ar", ["نعم", "طلب DigiD"], "وَاحِد: نعم. اِثْنَيْن: طلب دِيجِي دِي."),
        ("ti", ["እወ", "ቀንዲ ገጽ (menu)"], "ሓደ፦ እወ። ክልተ፦ ቀንዲ ገጽ፣ ሜኑ።"),
        ("nl", [], ""),
    ],
)
def test_options_are_said_with_their_numbers(
    forms: SpokenForms, language: str, labels: list[str], said: str
) -> None:
    assert forms.options(labels, language) == said


def test_language_without_spoken_words_is_refused(forms: SpokenForms) -> None:
    with pytest.raises(KeyError):
        forms.say("Hallo", "xx")

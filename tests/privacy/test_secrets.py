"""The gate and secrets: codes and passwords stay out, sentences about them come in."""

from __future__ import annotations

import pytest

from bot.messages import Refusal
from bot.privacy.gate import Cleaned, Expecting, Gate
from tests.privacy.digits import THREE_SYSTEMS

ABOUT = """
ik ben mijn wachtwoord vergeten
Ik ben mijn wachtwoord vergeten, wat nu?
mijn wachtwoord is verlopen
mijn wachtwoord is fout
mijn wachtwoord is weg
mijn wachtwoord is niet goed
mijn wachtwoord is nog steeds geblokkeerd
mijn wachtwoord is al 3 keer fout
mijn wachtwoord werkt niet
wat is mijn wachtwoord
Wat is mijn wachtwoord van DigiD?
waar vind ik mijn wachtwoord
hoe maak ik een nieuw wachtwoord
ik wil mijn wachtwoord veranderen
een wachtwoord moet 8 tekens hebben
wachtwoord vergeten
nieuw wachtwoord
ik heb mijn wachtwoord opgeschreven maar ik ben het papier kwijt
mijn zoon weet mijn wachtwoord
mijn wachtwoord is bij mijn zoon
ik vertel mijn wachtwoord niet
moet ik u mijn wachtwoord geven
ik heb geen wachtwoord
wachtwoord?
mijn wachtword is kwijt
wagtwoord vergeten
password vergeten
het probleem is mijn wachtwoord
wachtwoord vergeten en mijn telefoon is 06 12345678
wachtwoord vergeten op 01-02-2026
ik heb het wachtwoord sinds 2024
mijn wachtwoord van mijn.digid.nl werkt niet
mijn ww is gestopt
mijn ww is 1200 euro
ww: 1200
mijn ww is van 2024
hoe lang duurt ww
ik heb ww aangevraagd in 2026
ik heb geen code gekregen
ik heb de code niet
de code is verlopen
de code komt niet
mijn code is weg
wat is een code
waar vind ik de code
code kwijt
ik wacht op de code
de sms code is niet gekomen
de code bestaat uit 6 cijfers
ik moest 3 keer een code invullen
ik heb de activeringscode aangevraagd op 12-11-2026
de brief met de activeringscode is van 2026
ik kreeg geen code op 06 12345678
ik heb 2 codes gekregen
de code geldt 20 dagen
mijn postcode is 1234 AB
mijn post code is 1234 AB
pincode vergeten
mijn pin is geblokkeerd
ik woon in 1234 AB en wacht op een code
code niet gekregen, zaaknummer 12345678
ik heb 1500 euro
نسيت كلمة السر
كلمة السر غلط
كلمة السر لا تعمل
كلمة السر ما عم تشتغل
ما هي كلمة السر
نسيت كلمة المرور تبع ديجيد
كلمة السر ضاعت
كلمة السر هي المشكلة
أريد تغيير كلمة السر
نسيت الباسورد
كلمة السر DigiD نسيتها
لم يصلني الرمز
الرمز لم يصل
الرمز غلط
ما وصلني الكود
أين أجد الرمز
الرمز البريدي 1234 AB
لم يصلني الرمز على 0612345678
nsit kelmet el ser
ምስጢራዊ ቃለይ ረሲዐ
ምስጢራዊ ቃለይ ረሲዐዮ
ምስጢራዊ ቃለይ ጌጋ እዩ
ምስጢራዊ ቃለይ እንታይ እዩ
ምስጢራዊ ቃለይ ጠፊኡኒ
ምስጢራዊ ቃል ክቕይር ደልየ
ሓድሽ ምስጢራዊ ቃል
ፓስዎርደይ ረሲዐ
ኮድ ኣይመጸንን
ኮድ ኣይመጸን
ኮደይ ጠፊኡኒ
እቲ ኮድ ጌጋ እዩ
ፖስታ ኮድ 1234 AB
""".strip().splitlines()


@pytest.mark.parametrize("text", ABOUT)
def test_gate_passes_talk_about_secrets(gate: Gate, text: str) -> None:
    assert gate.clean(text) == Cleaned(text)


PASSWORDS = """
wachtwoord: Geheim123
wachtwoord Geheim123
Wachtwoord = zomer
wachtwoord:zomer
mijn wachtwoord is zomer
mijn wachtwoord is Zomer2026!
mijn wachtwoord van digid is bloemetje
mijn nieuwe wachtwoord voor de site is nu Fiets#9
mijn wagtwoord is sara1985
me paswoord is 123456
password: hunter2
mijn wachtwoord is 2026
Geheim123 is mijn wachtwoord
bloemetje is mijn wachtwoord
wachtwoord:\\nGeheim123
gebruikersnaam ahmed wachtwoord Ahmed!1985
mijn gebruikersnaam is ahmed en mijn wachtwoord is tulp
ww: Geheim123
mijn ww is Fiets#2026
كلمة السر: وردة
كلمة السر هي وردة
كلمة السر ahmed1985
كلمة السر ahmed
كلمة المرور الخاصة بي هي زهرة
الباسورد Ahmed123
kelmet el ser: warda
ምስጢራዊ ቃለይ Geheim123 እዩ
ምስጢራዊ ቃለይ ዕንባባ እዩ
ምስጢራዊ ቃል፡ abeba
ምስጢራዊ ቃለይ abeba
ፓስዎርደይ asmara12 እዩ
""".strip().splitlines()


@pytest.mark.parametrize("text", [text.replace("\\n", "\n") for text in PASSWORDS])
def test_gate_drops_a_password(gate: Gate, text: str) -> None:
    assert gate.clean(text) == Cleaned("", Refusal.PASSWORD)


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        (
            "Ik kan niet inloggen bij de site. Mijn wachtwoord is Geheim123",
            "Ik kan niet inloggen bij de site.",
        ),
        ("Ik zoek hulp hiermee!\nwachtwoord: zomer. Groetjes", "Ik zoek hulp hiermee!"),
        ("Mijn gebruikersnaam is ahmed. Mijn wachtwoord is tulp", ""),
        ("Zonnebloem. Mijn wachtwoord is zonnebloem", ""),
        ("Ik ben van 1985. Mijn wachtwoord is tulp", ""),
        ("Mail mij op a@b.nl alstublieft. Mijn wachtwoord is tulp", ""),
    ],
)
def test_gate_keeps_only_harmless_sentences_before_a_password(gate: Gate, text: str, kept: str) -> None:
    assert gate.clean(text) == Cleaned(kept, Refusal.PASSWORD)


CODES = """
mijn code is 123456
code 123456
code: 123 456
mijn kode is 123-456
smscode 123456
sms code: 12 34 56
123456 is mijn code
123456 code
Dit is de code. 123456
de code die ik kreeg is 83920
pin 12345
mijn pincode is 1985
pin: 2026
code is 2026
activeringscode A1B2C3D4
mijn activatiecode is b7k2p9xq3
koppelcode ABCD
koppelcode: BKRT
code:\\n123456
الرمز 123456
رمزي هو 123456
الكود: 123456
123456 هو الرمز
kod 123456
ኮድ 123456
ኮደይ 123456 እዩ
123456 ኮደይ እዩ
ምስጢራዊ ቁጽሪ 12345
""".strip().splitlines()


@pytest.mark.parametrize("text", [text.replace("\\n", "\n") for text in CODES])
def test_gate_refuses_a_code_beside_a_code_word(gate: Gate, text: str) -> None:
    assert [gate.clean(system(text)) for system in THREE_SYSTEMS] == [Cleaned("", Refusal.CODE)] * 3


@pytest.mark.parametrize(
    "text",
    [
        "123456",
        "123 456",
        "1 2 3 4 5 6",
        "het is 83920",
        "A1B2C3D4",
        "ab12cd34e",
        "BKRT",
        "bkrt",
        "01022026",
        "2026",
    ],
)
def test_gate_refuses_what_looks_like_a_code_after_a_code_step(gate: Gate, text: str) -> None:
    assert gate.clean(text, expecting=Expecting.CODE) == Cleaned("", Refusal.CODE)
    assert gate.clean(text) == Cleaned(text)


@pytest.mark.parametrize(
    "text",
    [
        "klaar", "KLAAR", "ja", "1", "12", "niet gekregen", "HULP", "Stop", "gelukt, dank u", "stap 2",
        "06 12345678",
        "op 3-4-2026", "€ 1.200", "1200 euro", "1234 AB", "ik wacht 5 dagen",
        "نعم", "وصل", "تم", "እወ", "ኣይመጸን",
        "weet ik niet", "MENU",
    ],
)  # fmt: skip
def test_gate_passes_other_answers_after_a_code_step(gate: Gate, text: str) -> None:
    assert gate.clean(text, expecting=Expecting.CODE) == Cleaned(text)


def test_gate_passes_our_own_codes_of_letters(gate: Gate) -> None:
    assert gate.clean("mijn code is BLOEM") == Cleaned("mijn code is BLOEM")

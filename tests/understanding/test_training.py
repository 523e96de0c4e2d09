from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from bot.messages import Danger
from bot.understanding.base import OUT_OF_SCOPE
from bot.understanding.embedded import load
from bot.understanding.weights import weights_are_current
from tests.understanding.trained import run_in_training

if TYPE_CHECKING:
    from pathlib import Path

SENTENCES = {
    "nl": {
        "greet": ["hallo", "goedemorgen", "hoi daar", "dag mevrouw", "goede avond", "hee hallo", "hoihoi"],
        "stop": ["stop", "ik wil stoppen", "hou op", "geen berichten", "einde", "klaar ermee", "niet meer"],
        OUT_OF_SCOPE: ["mooi weer", "mijn kat", "voetbal kijken", "soep koken", "fiets stuk", "bus gemist"],
    },
    "ar": {
        "greet": ["مرحبا", "صباح الخير", "اهلا", "السلام عليكم", "marhaba", "sabah el kheir", "هلا"],
        "stop": ["توقف", "وقف الرسائل", "كفى", "لا ترسل", "wa2ef", "khalas wa2ef", "انهاء"],
        OUT_OF_SCOPE: ["الطقس", "قطتي", "كرة القدم", "شوربة", "el ta2s", "الباص تأخر"],
    },
}

DANGER = {
    "nl": """danger: [hij slaat mij nu, mijn man slaat mij, hij slaat mij hard, ik wil dood, ik wil nu dood]
harmless: [ik lach mij dood, dat slaat nergens op, ik werk mij dood, dat slaat op de brief, mijn kat is dood]
""",
    "ar": """danger: [زوجي يضربني, يضربني كل يوم, زوجي يضربني الان, اريد ان اموت, اريد اموت الان]
harmless: [اموت من الضحك, اموت من الجوع, ماتت قطتي, ضربت الرقم, ضربت الرقم الغلط]
""",
}

# Logits by scikit-learn itself, over our features, the temperature and the wariness of the weights.
REFERENCE = """
import json, math, sys
from pathlib import Path
import numpy as np
from scipy.special import softmax
from sklearn.feature_extraction.text import TfidfVectorizer
from bot.understanding.danger_data import read_danger
from bot.understanding.data import read_sentences
from bot.understanding.features import features
from bot.understanding.lexicon import read_concepts
from bot.understanding.training import fit
from bot.understanding.vectors import RAREST
from bot.understanding.weights import read_weights

data_dir, weights, texts = Path(sys.argv[1]), read_weights(Path(sys.argv[2])), json.loads(sys.argv[3])
concepts = read_concepts(data_dir)
analyzer = lambda text: list(features(text, concepts).elements())
vectorizer = TfidfVectorizer(analyzer=analyzer, sublinear_tf=True, min_df=RAREST)
sentences = read_sentences(data_dir)
vectorizer.fit([*(s.text for s in sentences), *(s.text for s in read_danger(data_dir))])
model = fit(vectorizer.transform(s.text for s in sentences), np.array([s.intent for s in sentences]))
temperature = model.intercept_[0] / weights.bias[0]
wariness = np.array(weights.bias[: len(weights.intents)]) - model.intercept_ / temperature
found = softmax(model.decision_function(vectorizer.transform(texts)) / temperature + wariness, axis=1)
print(json.dumps(found.tolist()))
"""


@pytest.fixture(scope="module")
def data_dir(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("nlu") / "data"
    folder.mkdir()
    for language, intents in SENTENCES.items():
        (folder / language).mkdir()
        entries = "".join(
            f"- intent: {intent}\n  examples: |\n" + "".join(f"    - {text}\n" for text in texts)
            for intent, texts in intents.items()
        )
        (folder / language / "control.yml").write_text('version: "3.1"\nnlu:\n' + entries, encoding="utf-8")
    (folder.parent / "concepts").mkdir()
    (folder.parent / "concepts" / "nl.yaml").write_text("einde: stop* einde klaar\n", encoding="utf-8")
    (folder.parent / "concepts" / "ar.yaml").write_text("einde: توقف وقف كفى\n", encoding="utf-8")
    (folder.parent / "danger").mkdir()
    for language, lists in DANGER.items():
        (folder.parent / "danger" / f"{language}.yml").write_text(lists, encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def weights(data_dir: Path) -> Path:
    file = data_dir.parent / "weights.bin"
    done = run_in_training("-m", "bot.understanding.training", str(data_dir), str(file))
    assert (done.returncode, done.stderr) == (0, "")
    return file


def test_training_writes_weights_that_are_current(data_dir: Path, weights: Path) -> None:
    assert weights_are_current(data_dir, weights) is True


def test_training_learns_its_sentences(data_dir: Path, weights: Path) -> None:
    engine = load(weights, data_dir)

    first = [
        engine.interpret_now(text).alternatives[0].intent for text in ("goedemorgen", "مرحبا", "stoppen")
    ]

    assert first == ["greet", "greet", "stop"]


def test_training_learns_what_danger_is(data_dir: Path, weights: Path) -> None:
    engine = load(weights, data_dir)

    found = [
        engine.interpret_now(text).danger is Danger.HEARD
        for text in ("hij slaat mij nu", "زوجي يضربني", "hallo", "مرحبا")
    ]

    assert found == [True, True, False, False]


def test_embedded_gives_the_probabilities_of_scikit_learn(data_dir: Path, weights: Path) -> None:
    texts = ["goedemorgen hallo hallo", "مرحبا بكم", "marhaba ik wil stop", "0", "niets van dit alles"]
    reference = run_in_training("-c", REFERENCE, str(data_dir), str(weights), json.dumps(texts))
    assert reference.stderr == ""

    engine = load(weights, data_dir)

    for text, expected in zip(texts, json.loads(reference.stdout), strict=True):
        # A weight is a byte: 0.0035 was measured.
        assert engine.probabilities(text)[0] == pytest.approx(expected, abs=5e-3)


def test_training_names_the_line_that_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "nl" / "control.yml"
    file.parent.mkdir()
    file.write_text("- greet\n", encoding="utf-8")

    done = run_in_training("-m", "bot.understanding.training", str(tmp_path), str(tmp_path / "weights.bin"))

    assert done.returncode == 1
    assert done.stderr == f"{file}:1: 'nlu:' and 'version:' are expected here, and nothing else.\n"


def test_training_says_how_it_is_called() -> None:
    done = run_in_training("-m", "bot.understanding.training")

    assert done.returncode == 2
    assert done.stderr == "usage: python -m bot.understanding.training DATA_DIR WEIGHTS\n"

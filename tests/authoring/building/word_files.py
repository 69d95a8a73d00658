"""Word documents as a test needs them, made from their parts."""

import io
import zipfile
from collections.abc import Mapping
from typing import Final

SPACE: Final = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'

STYLES: Final = f"""<w:styles {SPACE}>
<w:docDefaults><w:rPrDefault><w:rPr><w:lang w:val="en-GB" w:eastAsia="ja-JP"/></w:rPr>
</w:rPrDefault>
</w:docDefaults>
<w:style w:styleId="Normal"><w:name w:val="Normal"/></w:style>
<w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
<w:style w:styleId="Heading2"><w:name w:val="Überschrift 2"/></w:style>
<w:style w:styleId="House"><w:name w:val="House section"/><w:basedOn w:val="Heading2"/></w:style>
<w:style w:styleId="Outlined"><w:name w:val="Kopf"/><w:pPr><w:outlineLvl w:val="2"/></w:pPr>
</w:style>
<w:style w:styleId="Round"><w:name w:val="Round"/><w:basedOn w:val="Round"/></w:style>
<w:style w:styleId="T"><w:name w:val="Title"/></w:style>
<w:style w:styleId="C"><w:name w:val="caption"/></w:style>
<w:style w:styleId="TOC1"><w:name w:val="toc 1"/></w:style>
</w:styles>"""


def docx(body: str, parts: Mapping[str, str] | None = None) -> bytes:
    """A document with this body, and these parts beside it."""
    files = {
        "word/document.xml": f"<w:document {SPACE}><w:body>{body}</w:body></w:document>",
        "word/styles.xml": STYLES,
        **(parts or {}),
    }
    return packed(files)


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """A container with these files."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as container:
        for name, text in files.items():
            container.writestr(name, text)
    return held.getvalue()


def p(text: str, style: str = "", look: str = "", own: str = "") -> str:
    """A paragraph of one run: its style, the look of the run, its own properties."""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    return f"<w:p><w:pPr>{named}{own}</w:pPr>{run(text, look)}</w:p>"


def run(text: str, look: str = "") -> str:
    """A run."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'

"""What Word demands of the order of children, as the standard has it; wrong order is "unreadable".

Written out from ECMA-376, apart from what the product itself puts in order.
"""

import zipfile

from lxml import etree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SEQUENCES = {
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr"
    " suppressLineNumbers pBdr shd tabs suppressAutoHyphens kinsoku wordWrap overflowPunct"
    " topLinePunct autoSpaceDE autoSpaceDN bidi adjustRightInd snapToGrid spacing ind"
    " contextualSpacing mirrorIndents suppressOverlap jc textDirection textAlignment"
    " textboxTightWrap outlineLvl divId cnfStyle rPr sectPr pPrChange",
    "rPr": "rStyle rFonts b bCs i iCs caps smallCaps strike dstrike outline shadow emboss imprint"
    " noProof snapToGrid vanish webHidden color spacing w kern position sz szCs highlight u effect"
    " bdr shd fitText vertAlign rtl cs em lang eastAsianLayout specVanish oMath",
    "tblPr": "tblStyle tblpPr tblOverlap bidiVisual tblStyleRowBandSize tblStyleColBandSize tblW"
    " jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook tblCaption"
    " tblDescription tblPrChange",
    "tcPr": "cnfStyle tcW gridSpan hMerge vMerge tcBorders shd noWrap tcMar textDirection"
    " tcFitText vAlign hideMark headers cellIns cellDel cellMerge tcPrChange",
    "sectPr": "headerReference footerReference footnotePr endnotePr type pgSz pgMar paperSrc"
    " pgBorders lnNumType pgNumType cols formProt vAlign noEndnote titlePg textDirection bidi"
    " rtlGutter docGrid printerSettings sectPrChange",
    "style": "name aliases basedOn next link autoRedefine hidden uiPriority semiHidden"
    " unhideWhenUsed qFormat locked personal personalCompose personalReply rsid pPr rPr tblPr trPr"
    " tcPr tblStylePr",
    "tbl": "bookmarkStart bookmarkEnd tblPr tblGrid tr",
    "tr": "tblPrEx trPr tc",
    "pBdr": "top left bottom right between bar",
    "tblBorders": "top left start bottom right end insideH insideV",
    "tcBorders": "top left start bottom right end insideH insideV tl2br tr2bl",
    "tblCellMar": "top left start bottom right end",
    "tcMar": "top left start bottom right end",
    "pgBorders": "top left bottom right",
    "settings": "zoom defaultTabStop characterSpacingControl compat themeFontLang decimalSymbol"
    " listSeparator",
    "font": "altName panose1 charset family notTrueType pitch sig",
    "sdt": "sdtPr sdtEndPr sdtContent",
}
FIRST = {"p": "pPr", "r": "rPr", "tc": "tcPr"}  # must come before all else
LAST = {"tc": "p", "body": "sectPr"}  # must be the last


def faults(data):
    """Return what Word would not read of the file, [] for none."""
    found = []
    with zipfile.ZipFile(data) as archive:
        for name in archive.namelist():
            if name.startswith("word/") and name.endswith(".xml"):
                root = etree.fromstring(archive.read(name))
                found += [f"{name}: {fault}" for fault in _faults_of(root)]
    return found


def _faults_of(root):
    for element in root.iter(f"{W}*"):
        tag = element.tag.removeprefix(W)
        children = [child.tag.removeprefix(W) for child in element]
        if tag in SEQUENCES:
            order = SEQUENCES[tag].split()
            if strange := set(children) - set(order):
                yield f"{tag} may not hold {sorted(strange)}"
            elif children != sorted(children, key=order.index):
                yield f"{tag} is out of order: {children}"
        if FIRST.get(tag) in children[1:]:
            yield f"{tag} holds {FIRST[tag]} too late: {children}"
        if tag in LAST and (not children or children[-1] != LAST[tag]):
            yield f"{tag} ends with {children[-1:]}"
    yield from _twice(root)
    yield from _unfinished(root)


def _twice(root):
    for tag, name in (("bookmarkStart", "id"), ("bookmarkStart", "name"), ("style", "styleId")):
        values = [each.get(f"{W}{name}") for each in root.iter(f"{W}{tag}")]
        yield from (f"{tag} {value} twice" for value in set(values) if values.count(value) > 1)


def _unfinished(root):
    """Yield fields that begin and never end, or end and never began."""
    depth = 0
    for each in root.iter(f"{W}fldChar"):
        depth += {"begin": 1, "end": -1}.get(each.get(f"{W}fldCharType"), 0)
        if depth < 0:
            yield "a field ends that never began"
    if depth:
        yield "a field does not end"

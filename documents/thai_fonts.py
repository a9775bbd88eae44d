"""The fonts of a PDF with repaired Thai text: composite glyphs, and what each glyph stands for."""

import io

ROUND_TO_GRID = 0x0004  # flag of a glyph component


def write_font(pdf, entry, repaired, drawn):
    """Give a font of the PDF its composites, their widths and a true character map."""
    import pydyf  # slow to import

    texts = {glyph: repaired.texts.get(glyph) or text or "�" for glyph, text in drawn.items()}
    descendant = deref(pdf, entry["DescendantFonts"][0])
    if repaired.composites:
        if not repaired.is_extended:
            _extend(repaired)
            file = deref(pdf, deref(pdf, descendant["FontDescriptor"])["FontFile2"])
            file.stream[:] = [repaired.font.file_content]
            file.extra["Length1"] = len(repaired.font.file_content)
        for (_, text), glyph in repaired.composites.items():
            texts[glyph] = text
            descendant["W"] += [glyph, pydyf.Array([round(repaired.widths[glyph])])]
    character_map = deref(pdf, entry["ToUnicode"]).stream
    head = character_map[: character_map.index(b"endcodespacerange") + 1]
    character_map[:] = head + _character_map(texts)


def _character_map(texts):
    entries, lines = sorted(texts.items()), []
    for start in range(0, len(entries), 100):
        part = entries[start : start + 100]
        lines.append(b"%d beginbfchar" % len(part))
        for glyph, text in part:
            lines.append(b"<%04x> <%s>" % (glyph, text.encode("utf-16-be").hex().encode()))
        lines.append(b"endbfchar")
    end = [b"endcmap", b"CMapName currentdict /CMap defineresource pop", b"end", b"end"]
    return lines + end


def _extend(repaired):
    """Add the composites to the subset font file."""
    from fontTools.ttLib import TTFont  # slow to import
    from fontTools.ttLib.tables._g_l_y_f import Glyph as Outline

    repaired.is_extended = True
    # Bounds are those of the whole font already; to find them again would take twice as long.
    content = io.BytesIO(repaired.font.file_content)
    font = TTFont(content, recalcTimestamp=False, recalcBBoxes=False)
    outlines, metrics = font["glyf"], font["hmtx"].metrics
    names = list(font.getGlyphOrder())
    for number in range(len(names), repaired.first_free):
        names.append(f"empty{number}")
        outlines.glyphs[names[-1]], metrics[names[-1]] = Outline(), (0, 0)
    scale, added = font["head"].unitsPerEm / 1000, []
    for (parts, _), glyph in repaired.composites.items():
        name = f"composite{glyph}"
        outlines.glyphs[name] = _compose(parts, names, scale)
        width = max(metrics[names[part]][0] for part, _, _ in parts)
        metrics[name], repaired.widths[glyph] = (width, 0), width / scale
        added.append(name)
    names += added
    _raise_limits(font["maxp"], max(len(parts) for parts, _ in repaired.composites))
    font.setGlyphOrder(names)
    outlines.glyphOrder = names
    for name in added:
        outline = outlines.glyphs[name]
        outline.recalcBounds(outlines)
        metrics[name] = (metrics[name][0], getattr(outline, "xMin", 0))
    target = io.BytesIO()
    font.save(target)
    repaired.font.file_content = target.getvalue()


def _raise_limits(limits, parts):
    """Let the font say that it may have composites of so many parts, one in another."""
    limits.maxComponentElements = max(limits.maxComponentElements, parts)
    limits.maxComponentDepth = max(limits.maxComponentDepth, 1) + 1
    points, contours = limits.maxPoints, limits.maxContours
    limits.maxCompositePoints = max(limits.maxCompositePoints, points) * parts
    limits.maxCompositeContours = max(limits.maxCompositeContours, contours) * parts


def _compose(parts, names, scale):
    """Return the outline made of other glyphs, each moved."""
    from fontTools.ttLib.tables._g_l_y_f import Glyph as Outline  # slow to import
    from fontTools.ttLib.tables._g_l_y_f import GlyphComponent

    outline = Outline()
    outline.numberOfContours, outline.components = -1, []
    for glyph, dx, dy in parts:
        component = GlyphComponent()
        component.glyphName, component.flags = names[glyph], ROUND_TO_GRID
        component.x, component.y = round(dx * scale), round(dy * scale)
        outline.components.append(component)
    return outline


def deref(pdf, reference):
    """Return the object that a reference such as "12 0 R" names."""
    text = reference if isinstance(reference, str) else bytes(reference).decode()
    return pdf.objects[int(text.split()[0])]

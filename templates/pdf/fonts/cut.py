#!/usr/bin/python3
"""Cuts the fonts of this folder from their web versions.

    cut.py FIGTREE_AND_SACRAMENTO_FOLDER INTER_FOLDER INTER_OTF_FOLDER

The first folder holds figtree-latin.woff2, figtree-latin-ext.woff2 and sacramento-latin.woff2, the second the
files of the npm package @fontsource-variable/inter, the third those of Debian's package fonts-inter, from which
come the signs that the web version has not. Needs fonttools and brotli. What comes out is TrueType
without hints, with one width per glyph (a reader of ours and the PDF library's both take the short way), a
short name table (it is copied into each PDF), and the pair kerning of the Latin letters as a plain 'kern' table.
"""
import sys
from fontTools import merge, subset, ttLib
from fontTools.ttLib.tables import _g_l_y_f, _k_e_r_n
from fontTools.pens.cu2quPen import Cu2QuPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.varLib import instancer

FIGTREE, INTER, OTF = sys.argv[1:4]
KERNED = [c for c in range(0x21, 0x180) if c != 0x7F] + [0x2013, 0x2014, 0x2018, 0x2019, 0x201C, 0x201D, 0x2026, 0x20AC]
WORTH = 6  # thousandths of an em: a smaller kern is not seen at the size of text

LATIN = [range(0x20, 0x7F), range(0xA0, 0x250), range(0x2B0, 0x2DE), range(0x300, 0x330), range(0x1E00, 0x1F00)]
GREEK = [range(0x370, 0x400), range(0x1F00, 0x2000)]
CYRILLIC = [range(0x400, 0x530)]
SIGNS = [range(0x2010, 0x2028), range(0x2030, 0x2040), range(0x2070, 0x2090), range(0x20A0, 0x20C1), range(0x2100, 0x2123),
         range(0x2150, 0x2160), range(0x2190, 0x219A), range(0x2200, 0x2270), range(0x25A0, 0x25D0), range(0x2713, 0x2719), [0xFFFD]]


def still(path, weight):
    """One weight of a variable font, without what only shaping engines read."""
    font = ttLib.TTFont(path)
    if "fvar" in font:
        font = instancer.instantiateVariableFont(font, {"wght": weight})
    return font


def pairs(font):
    """The kerning of the KERNED characters, by code point."""
    if "GPOS" not in font:
        return {}
    gpos, cmap, found = font["GPOS"].table, font.getBestCmap(), {}
    chars = {}
    for code in KERNED:
        if code in cmap:
            chars.setdefault(cmap[code], []).append(code)
    lookups = sorted({i for r in gpos.FeatureList.FeatureRecord if r.FeatureTag == "kern" for i in r.Feature.LookupListIndex})
    for index in lookups:
        met = set()
        for table in gpos.LookupList.Lookup[index].SubTable:
            table = getattr(table, "ExtSubTable", table)
            if table.LookupType != 2:
                continue
            for left in table.Coverage.glyphs:
                for right, value in rights(table, left, chars):
                    if left not in chars or (left, right) in met:
                        continue
                    met.add((left, right))
                    for a in chars[left]:
                        for b in chars[right]:
                            found[a, b] = found.get((a, b), 0) + value
    return found


def rights(table, left, chars):
    """The glyphs that this table kerns after left, and by how much."""
    if table.Format == 1:
        for record in table.PairSet[table.Coverage.glyphs.index(left)].PairValueRecord:
            if record.SecondGlyph in chars:
                yield record.SecondGlyph, getattr(record.Value1, "XAdvance", 0) or 0
        return
    row = table.Class1Record[table.ClassDef1.classDefs.get(left, 0)].Class2Record
    for right in chars:
        record = row[table.ClassDef2.classDefs.get(right, 0)]
        yield right, getattr(record.Value1, "XAdvance", 0) or 0


def plain(font, codes=None):
    """Drops hints and layout; keeps the glyphs of codes, or all that are encoded."""
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True, name_IDs=[0, 1, 2, 3, 4, 5, 6], glyph_names=False)
    options.drop_tables += ["GSUB", "GPOS", "GDEF", "STAT", "HVAR", "gasp", "prep", "fpgm", "cvt ", "kern"]
    cutter = subset.Subsetter(options)
    have = set(font.getBestCmap())
    cutter.populate(unicodes=have & set(codes) if codes else have)
    cutter.subset(font)
    return font


def joined(fonts, codes=None):
    """Several cuts of one family as one font."""
    names = []
    for i, font in enumerate(fonts):
        name = f"/tmp/cut-{i}.ttf"
        plain(font, codes).save(name)
        names.append(name)
    return merge.Merger().merge(names)


def finish(font, name, kerns, out):
    """Names the font, gives each glyph a width of its own, adds the kerning, saves."""
    per_mille = font["head"].unitsPerEm / 1000
    copyright = font["name"].getDebugName(0) or ""
    font["name"].names = []
    for i, text in {0: copyright, 1: name, 2: "Regular", 4: name, 6: name.replace(" ", "")}.items():
        font["name"].setName(text, i, 3, 1, 0x409)
    order = font.getGlyphOrder()
    if font["hmtx"][order[-1]][0] == font["hmtx"][order[-2]][0]:
        last = _g_l_y_f.Glyph()
        last.numberOfContours = 0
        font["glyf"]["end"] = last
        font["hmtx"]["end"] = (font["hmtx"][order[-1]][0] + 1, 0)
        font.setGlyphOrder(font["glyf"].glyphOrder)
    cmap = font.getBestCmap()
    table = _k_e_r_n.KernTable_format_0()
    table.coverage, table.apple, table.tupleIndex = 1, False, None
    table.kernTable = {(cmap[a], cmap[b]): v for (a, b), v in kerns.items()
                       if abs(v) >= WORTH * per_mille and a in cmap and b in cmap}
    if table.kernTable:
        font["kern"] = ttLib.newTable("kern")
        font["kern"].version, font["kern"].kernTables = 0, [table]
    font["head"].created = font["head"].modified = 3786912000  # 2024, so that a second cut is the same
    font.recalcTimestamp, font.flavor = False, None
    font["cmap"].tables = [t for t in font["cmap"].tables if t.format == 4 and (t.platformID, t.platEncID) == (3, 1)]
    font.save(out)
    print(out, len(cmap), "characters,", len(table.kernTable), "pairs")


def figtree(weight, out):
    parts = [still(f"{FIGTREE}/figtree-{n}.woff2", weight) for n in ("latin", "latin-ext")]
    kerns = {}
    for part in reversed(parts):
        kerns.update(pairs(part))
    finish(joined(parts), f"Figtree {weight}", kerns, out)


def figures(out):
    """Figtree with digits of one width, for columns of money."""
    font = still(f"{FIGTREE}/figtree-latin.woff2", 400)
    names = {digit: font.getBestCmap()[digit] + ".tf" for digit in range(0x30, 0x3A)}
    for table in font["cmap"].tables:
        table.cmap.update(names)
    kerns = pairs(font)
    finish(plain(font), "Figtree Figures 400", kerns, out)


def signs(path, codes):
    """The signs of an OpenType font, its cubic curves made quadratic."""
    font = plain(ttLib.TTFont(path), codes)
    outlines, glyphs = font.getGlyphSet(), {}
    for name in font.getGlyphOrder():
        pen = TTGlyphPen(None)
        outlines[name].draw(Cu2QuPen(pen, 1.0, reverse_direction=True))
        glyphs[name] = pen.glyph()
    order = font.getGlyphOrder()
    for gone in ("CFF ", "VORG"):
        if gone in font:
            del font[gone]
    font["loca"], font["glyf"] = ttLib.newTable("loca"), ttLib.newTable("glyf")
    font["glyf"].glyphOrder, font["glyf"].glyphs = order, glyphs
    maxp = font["maxp"]
    maxp.tableVersion = 0x00010000
    for field in ("maxZones", "maxTwilightPoints", "maxStorage", "maxFunctionDefs", "maxInstructionDefs", "maxStackElements",
                  "maxSizeOfInstructions", "maxComponentElements", "maxPoints", "maxContours", "maxCompositePoints",
                  "maxCompositeContours", "maxComponentDepth"):
        setattr(maxp, field, 0)
    font.sfntVersion = "\0\1\0\0"
    scale_upem(font, 2048)
    return font


def inter(weight, style, out):
    """Inter stands in for whole words that Figtree cannot spell; it is set a little smaller, to Figtree's x-height."""
    subsets = ("latin", "latin-ext", "vietnamese", "greek", "greek-ext", "cyrillic", "cyrillic-ext")
    parts = [still(f"{INTER}/inter-{n}-wght-normal.woff2", weight) for n in subsets]
    kerns = pairs(parts[0])
    codes = {c for group in LATIN + GREEK + CYRILLIC + SIGNS for c in group}
    have = {c for part in parts for c in part.getBestCmap()}
    parts.append(signs(f"{OTF}/Inter-{style}.otf", {c for group in SIGNS for c in group} - have))
    font = joined(parts, codes)
    font["head"].unitsPerEm = 2160  # of 2048
    finish(font, f"Inter {weight}", kerns, out)


def script(out):
    font = ttLib.TTFont(f"{FIGTREE}/sacramento-latin.woff2")
    kerns = pairs(font)
    # The name 'Sacramento' is reserved for the unchanged font.
    finish(plain(font), "Anteroom Script", kerns, out)


figtree(400, "figtree-regular.ttf")
figtree(620, "figtree-semibold.ttf")
figures("figtree-figures.ttf")
inter(400, "Regular", "inter-regular.ttf")
inter(600, "SemiBold", "inter-semibold.ttf")
script("script.ttf")

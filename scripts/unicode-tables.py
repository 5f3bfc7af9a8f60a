#!/usr/bin/env python3
"""Writes Sources/Inference/Tokenizers/Unicode/*Table.swift from Python's own copy of the Unicode database.

usage: scripts/unicode-tables.py FOLDER

Tables are text: `C0:` moves to a character; `41+300` is its decomposition (not applied further), `41+300!` one
that composition does not undo, `-` skips a character; `41*1A` gives the next 26 characters 41, 42, ...
"""
import sys
import textwrap
import unicodedata

HEAD = """/// {what} (Unicode {version}, UnicodeData.txt field 5, one step), written by
/// scripts/unicode-tables.py.
enum {name} {{
    /// Read by `UnicodeDecompositionReader`.
    static let text = \"\"\"
{body}
        \"\"\"
}}
"""


def decomposition(code):
    fields = unicodedata.decomposition(chr(code)).split()
    compatible = bool(fields) and fields[0].startswith("<")
    return compatible, [int(field, 16) for field in (fields[1:] if compatible else fields)]


def words(entries):
    result, expected, index = [], None, 0
    codes = sorted(entries)
    while index < len(codes):
        code = codes[index]
        if code != expected:
            gap = code - expected if expected is not None else 99
            result += ["-"] * gap if gap <= 2 else [f"{code:X}:"]
        run = 1
        if len(entries[code][0]) == 1:
            while index + run < len(codes) and codes[index + run] == code + run and entries[codes[index + run]] == ([entries[code][0][0] + run], entries[code][1]):
                run += 1
        parts, mark = entries[code]
        text = "+".join(f"{part:X}" for part in parts) + mark
        result.append(f"{text}*{run:X}" if run > 1 else text)
        expected = code + run
        index += run
    return result


def write(folder, name, what, entries):
    body = textwrap.fill(" ".join(words(entries)), 110, initial_indent="        ", subsequent_indent="        ",
                         break_long_words=False, break_on_hyphens=False)
    with open(f"{folder}/{name}.swift", "w") as file:
        file.write(HEAD.format(what=what, version=unicodedata.unidata_version, name=name, body=body))


canonical, compatibility = {}, {}
for code in range(0x110000):
    if 0xD800 <= code < 0xE000 or 0xAC00 <= code <= 0xD7A3:
        continue
    compatible, parts = decomposition(code)
    if not parts:
        continue
    if compatible:
        compatibility[code] = (parts, "")
    else:
        composes = len(parts) == 2 and unicodedata.normalize("NFC", chr(code)) == chr(code)
        canonical[code] = (parts, "" if composes or len(parts) == 1 else "!")
write(sys.argv[1], "CanonicalTable", "Canonical decompositions", canonical)
write(sys.argv[1], "CompatibilityTable", "Compatibility decompositions", compatibility)

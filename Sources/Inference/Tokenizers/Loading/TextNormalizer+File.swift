extension TextNormalizer {
    /// Sequences inside one another; the nesting of the file is limited anyway.
    static func read(_ section: TokenizerSection) throws(ModelFileError) -> TextNormalizer {
        switch section.kind {
        case "Sequence":
            try section.allow("normalizers")
            var steps: [TextNormalizer] = []
            for step in try section.elements("normalizers") { steps.append(try read(step)) }
            return .sequence(steps)
        case "NFC", "NFD", "NFKC", "NFKD":
            try section.allow()
            return .form(UnicodeForm(rawValue: section.kind) ?? .composed)
        case "Lowercase":
            try section.allow()
            return .lowercase
        case "StripAccents":
            try section.allow()
            return .stripAccents
        case "BertNormalizer": return .bert(try foldingOptions(section))
        case "Replace": return try replacement(section)
        case "Prepend":
            try section.allow("prepend")
            return .prepend(try section.bytes("prepend"))
        case "Strip":
            try section.allow("strip_left", "strip_right")
            return .strip(
                left: try section.bool("strip_left", absent: true),
                right: try section.bool("strip_right", absent: true)
            )
        case "Precompiled":
            try section.allow("precompiled_charsmap")
            return .characterMap(try characterMap(section))
        default: throw section.failure("type", .unsupported(section.kind))
        }
    }

    static func foldingOptions(
        _ section: TokenizerSection
    ) throws(ModelFileError) -> ScalarFolding.Options {
        try section.allow("clean_text", "handle_chinese_chars", "strip_accents", "lowercase")
        let lowercases = try section.bool("lowercase", absent: true)
        return ScalarFolding.Options(
            cleansText: try section.bool("clean_text", absent: true),
            separatesChinese: try section.bool("handle_chinese_chars", absent: true),
            stripsAccents: try section.bool("strip_accents", absent: lowercases),
            lowercases: lowercases
        )
    }

    private static func replacement(_ section: TokenizerSection) throws(ModelFileError) -> TextNormalizer {
        try section.allow("pattern", "content")
        let content = try section.bytes("content")
        switch try ScalarPattern.target(section) {
        case .text(let text): return .replace(text, with: content)
        case .pattern(let pattern): return .replacePattern(pattern, with: content)
        case .traits: return .replace([], with: content)
        }
    }

    private static func characterMap(_ section: TokenizerSection) throws(ModelFileError) -> CharacterMap {
        let key = "precompiled_charsmap"
        guard let bytes = Base64Text.bytes(try section.bytes(key)) else {
            throw section.failure(key, .malformed("not Base64"))
        }
        do { return try CharacterMap(bytes) } catch {
            throw section.failure(key, .malformed("\(error)"))
        }
    }
}

extension ScalarPattern {
    /// What a `pattern` key holds: `{"String": …}` or `{"Regex": …}`.
    static func target(_ section: TokenizerSection) throws(ModelFileError) -> PreTokenizer.Target {
        let pattern = try section.section("pattern")
        try pattern.allow("String", "Regex")
        if pattern.optional("String") != nil { return .text(try pattern.bytes("String")) }
        let source = try pattern.string("Regex")
        guard let parsed = PatternParser.parse(source) else {
            throw pattern.failure("Regex", .unsupported(String(source.prefix(200))))
        }
        return .pattern(parsed)
    }
}

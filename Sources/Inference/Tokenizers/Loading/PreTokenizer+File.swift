extension PreTokenizer {
    /// GPT-2's pattern, which `ByteLevel` uses when it is told to use one.
    static let byteLevelPattern =
        #"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+"#

    /// Sets `isByteLevel` when the words are bytes in the end; nothing may come after that.
    static func read(
        _ section: TokenizerSection,
        _ isByteLevel: inout Bool
    ) throws(ModelFileError) -> PreTokenizer {
        guard !isByteLevel else {
            throw section.failure("type", .unsupported("\(section.kind) after ByteLevel"))
        }
        switch section.kind {
        case "Sequence":
            try section.allow("pretokenizers")
            var steps: [PreTokenizer] = []
            for step in try section.elements("pretokenizers") {
                steps.append(try read(step, &isByteLevel))
            }
            return .sequence(steps)
        case "ByteLevel":
            isByteLevel = true
            return try byteLevel(section)
        case "Metaspace": return try metaspace(section)
        case "Split": return try split(section)
        case "Digits":
            try section.allow("individual_digits")
            let isolates = try section.bool("individual_digits", absent: false)
            return .split(.traits(.number), isolates ? .isolated : .contiguous, isInverted: false)
        case "Punctuation":
            try section.allow("behavior")
            let behavior = try behavior(section, absent: .isolated)
            return .split(.traits(.bertPunctuation), behavior, isInverted: false)
        default: return try simple(section)
        }
    }

    /// Those without settings, but for one.
    private static func simple(_ section: TokenizerSection) throws(ModelFileError) -> PreTokenizer {
        if section.kind == "CharDelimiterSplit" {
            try section.allow("delimiter")
            return .split(.text(try section.bytes("delimiter")), .removed, isInverted: false)
        }
        try section.allow()
        let noSpaces = PreTokenizer.split(.traits(.space), .removed, isInverted: false)
        switch section.kind {
        case "BertPreTokenizer":
            return .sequence([noSpaces, .split(.traits(.bertPunctuation), .isolated, isInverted: false)])
        case "WhitespaceSplit": return noSpaces
        case "Whitespace":
            return .split(try pattern(#"\w+|[^\w\s]+"#, section), .removed, isInverted: true)
        default: throw section.failure("type", .unsupported(section.kind))
        }
    }

    static func pattern(_ source: String, _ section: TokenizerSection) throws(ModelFileError) -> Target {
        guard let pattern = PatternParser.parse(source) else {
            throw section.failure("pattern", .unsupported(source))
        }
        return .pattern(pattern)
    }

    private static func byteLevel(_ section: TokenizerSection) throws(ModelFileError) -> PreTokenizer {
        try section.allow("add_prefix_space", "trim_offsets", "use_regex")
        var steps: [PreTokenizer] = []
        if try section.bool("add_prefix_space", absent: true) { steps.append(.prefixSpace) }
        if try section.bool("use_regex", absent: true) {
            steps.append(.split(try pattern(byteLevelPattern, section), .isolated, isInverted: false))
        }
        return .sequence(steps)
    }

    private static func metaspace(_ section: TokenizerSection) throws(ModelFileError) -> PreTokenizer {
        try section.allow("replacement", "prepend_scheme", "split", "add_prefix_space", "str_rep")
        let mark = try section.bytes("replacement")
        let splits = try section.bool("split", absent: true)
        let adds = try section.bool("add_prefix_space", absent: true)
        guard section.optional("prepend_scheme") != nil else {
            return .metaspace(mark: mark, adds ? .always : .never, splits: splits)
        }
        let name = try section.string("prepend_scheme")
        guard let scheme = Prepending(rawValue: name), scheme != .unconditional else {
            throw section.failure("prepend_scheme", .unsupported(name))
        }
        return .metaspace(mark: mark, scheme, splits: splits)
    }

    private static func split(_ section: TokenizerSection) throws(ModelFileError) -> PreTokenizer {
        try section.allow("pattern", "behavior", "invert")
        return .split(
            try ScalarPattern.target(section),
            try behavior(section, absent: nil),
            isInverted: try section.bool("invert", absent: false)
        )
    }

    private static func behavior(
        _ section: TokenizerSection,
        absent: SplitBehavior?
    ) throws(ModelFileError) -> SplitBehavior {
        if let absent, section.optional("behavior") == nil { return absent }
        let name = try section.string("behavior")
        guard let behavior = SplitBehavior(rawValue: name) else {
            throw section.failure("behavior", .unsupported(name))
        }
        return behavior
    }
}

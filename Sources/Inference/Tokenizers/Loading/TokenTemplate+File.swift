extension TokenTemplate {
    /// `isToken` says whether a number is a token of the file.
    static func read(
        _ section: TokenizerSection?,
        _ isToken: (Int) -> Bool
    ) throws(ModelFileError) -> TokenTemplate {
        guard let section else { return TokenTemplate() }
        switch section.kind {
        case "TemplateProcessing": return try template(section, isToken)
        case "BertProcessing":
            try section.allow("sep", "cls")
            let (first, last) = try bounds(section, isToken)
            return TokenTemplate(
                singleParts: [.token(first, segment: 0), .first(segment: 0), .token(last, segment: 0)],
                pairParts: [
                    .token(first, segment: 0), .first(segment: 0), .token(last, segment: 0),
                    .second(segment: 1), .token(last, segment: 1),
                ]
            )
        case "RobertaProcessing":
            try section.allow("sep", "cls", "trim_offsets", "add_prefix_space")
            let (first, last) = try bounds(section, isToken)
            let single: [Part] = [.token(first, segment: 0), .first(segment: 0), .token(last, segment: 0)]
            let second: [Part] = [.token(last, segment: 0), .second(segment: 0), .token(last, segment: 0)]
            return TokenTemplate(singleParts: single, pairParts: single + second)
        case "ByteLevel":
            try section.allow("add_prefix_space", "trim_offsets", "use_regex")
            return TokenTemplate()
        case "Sequence": return try sequence(section, isToken)
        default: throw section.failure("type", .unsupported(section.kind))
        }
    }

    /// At most one processor of a sequence may add tokens.
    private static func sequence(
        _ section: TokenizerSection,
        _ isToken: (Int) -> Bool
    ) throws(ModelFileError) -> TokenTemplate {
        try section.allow("processors")
        var result = TokenTemplate()
        for processor in try section.elements("processors") {
            let template = try read(processor, isToken)
            guard template != TokenTemplate() else { continue }
            guard result == TokenTemplate() else {
                throw processor.failure("type", .unsupported("a second processor that adds tokens"))
            }
            result = template
        }
        return result
    }

    private static func bounds(
        _ section: TokenizerSection,
        _ isToken: (Int) -> Bool
    ) throws(ModelFileError) -> (Int32, Int32) {
        var tokens: [Int32] = []
        for key in ["cls", "sep"] {
            guard let pair = try section.section(key).root.array, pair.count == 2,
                let number = pair[1].integer
            else { throw section.failure(key, .wrongType(expected: "a text with a token number")) }
            tokens.append(try checked(number, isToken, section, key))
        }
        return (tokens[0], tokens[1])
    }

    private static func checked(
        _ number: Int,
        _ isToken: (Int) -> Bool,
        _ section: TokenizerSection,
        _ key: String
    ) throws(ModelFileError) -> Int32 {
        guard (0...TokenTable.tokenMax).contains(number), isToken(number) else {
            throw section.failure(key, .outOfRange("\(number) is no token"))
        }
        return Int32(number)
    }

    private static func template(
        _ section: TokenizerSection,
        _ isToken: (Int) -> Bool
    ) throws(ModelFileError) -> TokenTemplate {
        try section.allow("single", "pair", "special_tokens")
        var specials: [[UInt8]: [Int32]] = [:]
        for member in section.root["special_tokens"]?.members ?? [] {
            var tokens: [Int32] = []
            for value in member.value["ids"]?.array ?? [] {
                tokens.append(try checked(value.integer ?? -1, isToken, section, "special_tokens"))
            }
            specials[member.key] = tokens
        }
        let single = try parts(section, "single", specials)
        let pair = try parts(section, "pair", specials)
        guard single.count(where: { !$0.isToken }) == 1, pair.count(where: { !$0.isToken }) == 2 else {
            throw section.failure("single", .unsupported("a text that is left out or repeated"))
        }
        return TokenTemplate(singleParts: single, pairParts: pair)
    }

    private static func parts(
        _ section: TokenizerSection,
        _ key: String,
        _ specials: [[UInt8]: [Int32]]
    ) throws(ModelFileError) -> [Part] {
        var parts: [Part] = []
        for element in try section.elements(key) {
            if let special = element.optional("SpecialToken") {
                let segment = Int32(try special.integer("type_id", in: 0...255))
                guard let tokens = specials[try special.bytes("id")] else {
                    throw special.failure("id", .outOfRange("not among special_tokens"))
                }
                parts += tokens.map { .token($0, segment: segment) }
            } else {
                let text = try element.section("Sequence")
                let segment = Int32(try text.integer("type_id", in: 0...255))
                switch try text.string("id") {
                case "A": parts.append(.first(segment: segment))
                case "B": parts.append(.second(segment: segment))
                case let id: throw text.failure("id", .unsupported(String(id.prefix(16))))
                }
            }
        }
        return parts
    }
}

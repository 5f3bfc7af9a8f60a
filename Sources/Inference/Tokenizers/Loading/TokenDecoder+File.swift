extension TokenDecoder {
    static func read(_ section: TokenizerSection) throws(ModelFileError) -> TokenDecoder {
        switch section.kind {
        case "ByteLevel":
            try section.allow("add_prefix_space", "trim_offsets", "use_regex")
            return .byteLevel
        case "WordPiece":
            try section.allow("prefix", "cleanup")
            return .wordPiece(
                prefix: try section.bytes("prefix"),
                cleansUp: try section.bool("cleanup", absent: true)
            )
        case "Metaspace":
            try section.allow("replacement", "prepend_scheme", "split", "add_prefix_space", "str_rep")
            let isNever = section.root["prepend_scheme"]?.string == "never"
            let adds = try section.bool("add_prefix_space", absent: true)
            return .metaspace(mark: try section.bytes("replacement"), dropsFirst: adds && !isNever)
        case "Replace":
            try section.allow("pattern", "content")
            guard case .text(let old) = try ScalarPattern.target(section) else {
                throw section.failure("pattern", .unsupported("a regular expression"))
            }
            return .replace(old, with: try section.bytes("content"))
        case "ByteFallback":
            try section.allow()
            return .byteFallback
        case "Fuse":
            try section.allow()
            return .fuse
        case "Strip":
            try section.allow("content", "start", "stop")
            return .strip(
                try section.bytes("content"),
                start: try section.integer("start", in: 0...1_000),
                stop: try section.integer("stop", in: 0...1_000)
            )
        case "Sequence":
            try section.allow("decoders")
            var steps: [TokenDecoder] = []
            for step in try section.elements("decoders") { steps.append(try read(step)) }
            return .sequence(steps)
        default: throw section.failure("type", .unsupported(section.kind))
        }
    }
}

/// Reads one type from front to back and writes it in its one spelling.
struct ColumnTypeScanner {
    private static let depthMax = 8
    private static let tensorAxesMax = 8

    private var rest: Substring

    init(_ text: String) {
        rest = text[...]
    }

    var isAtEnd: Bool { rest.allSatisfy { $0 == " " } }

    mutating func type(depth: Int) throws(InvalidName) -> String {
        guard depth <= Self.depthMax else {
            throw InvalidName(detail: "must not be nested deeper than 8 types")
        }
        let name = word().lowercased()
        switch name {
        case "list", "array": return "list<\(try arguments(1, depth)[0])>"
        case "map":
            let pair = try arguments(2, depth)
            return "map<\(pair[0]),\(pair[1])>"
        case "struct": return try structure(depth)
        case "tensor": return try tensor(depth)
        default: break
        }
        guard let scalar = ColumnType.scalar(name) else {
            throw InvalidName(
                detail:
                    "must be a type such as \(ColumnType.scalars.joined(separator: ", ")), decimal(10,2), "
                    + "list<…>, map<…,…>, struct<name:…> or tensor<float32,-1,28>"
            )
        }
        return scalar == "decimal" && take("(") ? try decimal() : scalar
    }

    private mutating func arguments(_ count: Int, _ depth: Int) throws(InvalidName) -> [String] {
        try expect("<")
        var types = [try type(depth: depth + 1)]
        for _ in 1..<max(count, 1) {
            try expect(",")
            types.append(try type(depth: depth + 1))
        }
        try expect(">")
        return types
    }

    private mutating func structure(_ depth: Int) throws(InvalidName) -> String {
        try expect("<")
        var fields: [String] = []
        var names: Set<String> = []
        repeat {
            let name = word()
            guard !name.isEmpty, names.insert(name).inserted else {
                throw InvalidName(detail: "must name every field of a struct, each once")
            }
            try expect(":")
            fields.append("\(name):\(try type(depth: depth + 1))")
        } while take(",")
        try expect(">")
        return "struct<\(fields.joined(separator: ","))>"
    }

    private mutating func tensor(_ depth: Int) throws(InvalidName) -> String {
        try expect("<")
        var parts = [try type(depth: depth + 1)]
        guard ColumnType.scalar(parts[0]) != nil else {
            throw InvalidName(detail: "must have a tensor of a type without parameters")
        }
        while take(",") {
            let isOpen = take("-")
            guard let size = number(), isOpen ? size == 1 : size > 0, parts.count <= Self.tensorAxesMax else {
                throw InvalidName(detail: "must have at most 8 tensor axes, each a size from 1 or -1 for any")
            }
            parts.append(isOpen ? "-1" : String(size))
        }
        try expect(">")
        return "tensor<\(parts.joined(separator: ","))>"
    }

    private mutating func decimal() throws(InvalidName) -> String {
        let precision = number()
        let scale = take(",") ? number() : 0
        try expect(")")
        guard let precision, let scale, (1...76).contains(precision), scale <= precision else {
            throw InvalidName(detail: "must have a decimal of 1 to 76 digits, at most all of them fractional")
        }
        return "decimal(\(precision),\(scale))"
    }

    private mutating func word() -> String {
        skipSpace()
        let word = rest.prefix { $0.isLetter || $0.isNumber || $0 == "_" }
        rest = rest.dropFirst(word.count)
        return String(word)
    }

    private mutating func number() -> Int? {
        skipSpace()
        let digits = rest.prefix { $0.isASCII && $0.isNumber }
        rest = rest.dropFirst(digits.count)
        return Int(digits)
    }

    private mutating func take(_ character: Character) -> Bool {
        skipSpace()
        guard rest.first == character else { return false }
        rest = rest.dropFirst()
        return true
    }

    private mutating func expect(_ character: Character) throws(InvalidName) {
        guard take(character) else {
            throw InvalidName(detail: "must have a \(character) after the type's name or part")
        }
    }

    private mutating func skipSpace() {
        rest = rest.drop { $0 == " " }
    }
}

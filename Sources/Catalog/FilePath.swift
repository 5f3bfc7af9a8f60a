/// Where a file lies inside a version: relative, `/` between components, at most 1,024 UTF-8 bytes.
///
/// No empty component, `.` or `..`, backslash, or control character, so that it means the same on every machine and
/// cannot leave its directory.
package struct FilePath: Hashable, Sendable {
    package let text: String

    package init(_ text: String) throws(InvalidName) {
        guard (1...1024).contains(text.utf8.count) else {
            throw InvalidName(detail: "must have 1 to 1,024 bytes, has \(text.utf8.count)")
        }
        for scalar in text.unicodeScalars
        where scalar.properties.generalCategory == .control || scalar == "\\" {
            let code = String(scalar.value, radix: 16, uppercase: true)
            throw InvalidName(detail: "must not contain the character U+\(code)")
        }
        let components = text.split(separator: "/", omittingEmptySubsequences: false)
        for component in components where component.isEmpty || component == "." || component == ".." {
            throw InvalidName(detail: "must be a relative path without empty, \".\" or \"..\" components")
        }
        self.text = text
    }
}

extension FilePath {
    /// By bytes: `String` takes two spellings of one accent for the same, file systems and manifests do not.
    package static func == (left: FilePath, right: FilePath) -> Bool {
        left.text.utf8.elementsEqual(right.text.utf8)
    }

    package func hash(into hasher: inout Hasher) {
        for byte in text.utf8 { hasher.combine(byte) }
    }
}

extension FilePath: Comparable {
    /// Byte order of UTF-8, the order that manifests are written in.
    package static func < (left: FilePath, right: FilePath) -> Bool {
        left.text.utf8.lexicographicallyPrecedes(right.text.utf8)
    }
}

extension FilePath: Codable {
    package init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        do {
            self = try FilePath(try container.decode(String.self))
        } catch let error as InvalidName {
            throw DecodingError.dataCorruptedError(in: container, debugDescription: error.detail)
        }
    }

    package func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(text)
    }
}

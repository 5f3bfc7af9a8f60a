/// Why a path of an artifact cannot be accepted.
package enum ArtifactPathFault: Error, Hashable, Sendable {
    /// It could leave its folder, or mean different things on different machines.
    case unsafe
    /// It names neither a run's nor a logged model's nor a trace's artifacts.
    case noRoot

    /// How often an escape may stand for another escape before the path is refused.
    private static let decodingsMax = 8

    /// The components of a relative path with every escape decoded; none for an empty path.
    ///
    /// Refuses `.` and `..`, an absolute path, a backslash, `#`, a drive letter, control characters and empty components.
    static func safeComponents(of text: String) throws(ArtifactPathFault) -> [String] {
        var text = try decoded(text)
        if text.hasSuffix("/") { text.removeLast() }
        guard !text.isEmpty else { return [] }
        let isPlain = text.unicodeScalars.allSatisfy { scalar in
            scalar != "\\" && scalar != "#" && scalar.properties.generalCategory != .control
        }
        guard isPlain, !hasDriveLetter(text), text.utf8.count <= 2_048 else { throw .unsafe }
        let parts = text.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard !parts.contains(where: { $0.isEmpty || $0 == "." || $0 == ".." }) else { throw .unsafe }
        return parts
    }

    private static func decoded(_ text: String) throws(ArtifactPathFault) -> String {
        var text = text
        for _ in 0..<decodingsMax {
            guard let next = decodedOnce(text) else { throw .unsafe }
            if next == text { return text }
            text = next
        }
        throw .unsafe
    }

    /// A percent sign that begins no escape stands for itself. Nil when the bytes are not UTF-8.
    private static func decodedOnce(_ text: String) -> String? {
        guard text.utf8.contains(UInt8(ascii: "%")) else { return text }
        var bytes: [UInt8] = []
        var rest = Array(text.utf8)[...]
        while let byte = rest.popFirst() {
            guard byte == UInt8(ascii: "%"), rest.count >= 2,
                let high = Character(Unicode.Scalar(rest[rest.startIndex])).hexDigitValue,
                let low = Character(Unicode.Scalar(rest[rest.startIndex + 1])).hexDigitValue
            else {
                bytes.append(byte)
                continue
            }
            rest.removeFirst(2)
            bytes.append(UInt8(high << 4 | low))
        }
        return String(validating: bytes, as: UTF8.self)
    }

    private static func hasDriveLetter(_ text: String) -> Bool {
        let start = text.unicodeScalars.prefix(2)
        guard start.count == 2, start.last == ":" else { return false }
        return start.first?.properties.isAlphabetic == true
    }
}

extension ArtifactPathFault: CustomStringConvertible {
    package var description: String {
        switch self {
        case .unsafe: "Invalid path"
        case .noRoot:
            "Invalid path: artifacts lie under <experiment>/<run>/artifacts, <experiment>/models/<model>/artifacts, "
                + "<experiment>/traces/<trace>/artifacts or versions/<version>/artifacts"
        }
    }
}

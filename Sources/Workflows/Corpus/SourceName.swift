import Corpus

/// The form of source names: the vendor, a colon, a short name.
enum SourceName {
    static func isValid(_ name: String, kind: Source.Kind) -> Bool {
        let prefix = "\(kind.rawValue):"
        guard name.hasPrefix(prefix) else { return false }
        let rest = name.dropFirst(prefix.count).utf8
        guard (1...100).contains(rest.count), let first = rest.first, isAlphanumeric(first) else {
            return false
        }
        return rest.allSatisfy { isAlphanumeric($0) || "._-".utf8.contains($0) }
    }

    static func isDomainLabel(_ label: String) -> Bool {
        (1...63).contains(label.utf8.count)
            && label.utf8.allSatisfy { isAlphanumeric($0) || $0 == UInt8(ascii: "-") }
    }

    private static func isAlphanumeric(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "a")...UInt8(ascii: "z")).contains(byte)
            || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte)
    }
}

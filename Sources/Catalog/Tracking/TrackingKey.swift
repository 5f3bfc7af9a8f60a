/// The rules for the names of metrics, parameters and tags: MLflow's, because its clients send what passes there.
package enum TrackingKey {
    /// What is wrong with the key, as the end of a sentence; nil when nothing is.
    package static func fault(_ key: String) -> String? {
        if isPlain(key) { return nil }
        guard key.unicodeScalars.allSatisfy(isAllowed) else {
            return
                "Names may only contain alphanumerics, underscores (_), dashes (-), periods (.), spaces ( ), colon(:) "
                + "and slashes (/)."
        }
        let resolved = normalized(key)
        if resolved != key || key == "." || key.hasPrefix("..") || key.hasPrefix("/") {
            return
                "Names may be treated as files in certain cases, and must not resolve to other names when treated "
                + "as such. This name would resolve to '\(resolved)'"
        }
        return nil
    }

    /// A word of ASCII without dots and slashes, which resolves to itself: most keys are nothing else.
    private static func isPlain(_ key: String) -> Bool {
        !key.isEmpty
            && key.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"),
                    UInt8(ascii: " "),
                    UInt8(ascii: ":"):
                    true
                default: false
                }
            }
    }

    package static func isTooLong(_ key: String) -> Bool {
        key.utf8.count > TrackingLimits.keyLengthMax && key.unicodeScalars.count > TrackingLimits.keyLengthMax
    }

    private static func isAllowed(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "a"..."z", "A"..."Z", "0"..."9", "/", "_", ".", "-", " ", ":": true
        default: !scalar.isASCII && scalar.properties.isAlphanumeric
        }
    }

    /// What the path comes down to without empty, `.` and `..` parts.
    private static func normalized(_ path: String) -> String {
        var parts: [Substring] = []
        let isAbsolute = path.hasPrefix("/")
        for part in path.split(separator: "/") where part != "." {
            if part != ".." || parts.last == ".." || parts.isEmpty && !isAbsolute {
                parts.append(part)
            } else {
                _ = parts.popLast()
            }
        }
        let joined = (isAbsolute ? "/" : "") + parts.joined(separator: "/")
        return joined.isEmpty ? "." : joined
    }
}

extension Unicode.Scalar.Properties {
    fileprivate var isAlphanumeric: Bool { isAlphabetic || numericType != nil }
}

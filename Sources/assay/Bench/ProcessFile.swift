import FoundationEssentials

/// The kernel's account of processes, proc(5).
enum ProcessFile {
    /// Empty when it cannot be read.
    static func text(_ path: String) -> String {
        String(decoding: FileManager.default.contents(atPath: path) ?? Data(), as: UTF8.self)
    }

    /// The value of a line `name: value`, its blanks made single.
    static func field(_ name: String, in text: String) -> String? {
        for line in text.split(separator: "\n") {
            let parts = line.split(separator: ":", maxSplits: 1).map {
                $0.split(whereSeparator: \.isWhitespace).joined(separator: " ")
            }
            if parts.count == 2, parts[0] == name { return parts[1] }
        }
        return nil
    }
}

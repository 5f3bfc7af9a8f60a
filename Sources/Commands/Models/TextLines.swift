import Foundation

/// A file of texts, one on a line.
enum TextLines {
    private static let bytesMax = 4 << 20

    /// The lines that are not empty, without white space at their ends; `-` reads standard input.
    static func read(_ path: String) throws(CommandFailure) -> [String] {
        let handle = path == "-" ? FileHandle.standardInput : FileHandle(forReadingAtPath: path)
        guard let handle else { throw .usage("there is no readable file \(path)") }
        let bytes: Data
        do { bytes = try handle.read(upToCount: bytesMax + 1) ?? Data() } catch {
            throw .usage("\(path) cannot be read")
        }
        guard bytes.count <= bytesMax else { throw .usage("\(path) has over \(bytesMax) bytes") }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw .usage("\(path) is not UTF-8")
        }
        return text.split(whereSeparator: \.isNewline).map { $0.trimmingCharacters(in: .whitespaces) }
            .filter { !$0.isEmpty }
    }
}

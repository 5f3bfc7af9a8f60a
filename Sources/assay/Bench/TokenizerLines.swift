import FoundationEssentials
import Inference

/// Lines of text for tokenizers: each as four bytes of length, little-endian, and UTF-8.
struct TokenizerLines: Sendable {
    let texts: [String]
    let bytes: Int

    init(folder: String) throws {
        guard let data = FileManager.default.contents(atPath: "\(folder)/lines") else {
            throw BenchFault("\(folder) has no file `lines`; scripts/check-tokenizers makes the folder")
        }
        let content = [UInt8](data)
        var texts: [String] = []
        var (position, bytes) = (0, 0)
        while position + 4 <= content.count {
            let length = Self.number(content, at: position)
            guard length >= 0, length <= content.count - position - 4 else {
                throw BenchFault("\(folder)/lines ends inside a line")
            }
            texts.append(String(decoding: content[position + 4..<position + 4 + length], as: UTF8.self))
            position += 4 + length
            bytes += length
        }
        (self.texts, self.bytes) = (texts, bytes)
    }

    private static func number(_ bytes: [UInt8], at position: Int) -> Int {
        let bits = (0..<4).reduce(UInt32(0)) { $0 | UInt32(bytes[position + $1]) << UInt32(8 * $1) }
        return Int(Int32(bitPattern: bits))
    }

    /// Fails on the first line whose tokens are not those of the file: a count and the tokens, four bytes each.
    func check(_ tokenizer: any Tokenizer, against path: String, kind: String) throws {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw BenchFault("\(path) cannot be read")
        }
        let content = [UInt8](data)
        var position = 0
        for (index, text) in texts.enumerated() {
            guard position + 4 <= content.count else { throw BenchFault("\(path) ends before line \(index)") }
            let count = Self.number(content, at: position)
            guard count >= 0, count <= (content.count - position - 4) / 4 else {
                throw BenchFault("\(path) ends inside line \(index)")
            }
            let expected = (1..<count + 1).map { Int32(Self.number(content, at: position + 4 * $0)) }
            guard tokenizer.encode(text, tokensMax: .max) == expected else {
                throw BenchFault("\(kind): line \(index) has other tokens than the peer's")
            }
            position += 4 + 4 * count
        }
    }
}

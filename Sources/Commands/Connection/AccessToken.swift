import Access
import FoundationEssentials

/// Access tokens as they come from files, the environment or the keyboard.
enum AccessToken {
    private static let bytesMax = 16_384

    static func read(fromFile path: String) throws -> String {
        guard let data = try? Data(contentsOf: URL(filePath: path)) else {
            throw CommandFailure.usage("the token file \(path) cannot be read")
        }
        guard data.count <= bytesMax, let text = String(validating: data, as: UTF8.self) else {
            throw CommandFailure.usage("the token file \(path) holds no token")
        }
        return try checked(text, from: path)
    }

    /// One line of printable ASCII without spaces; a mistyped token of ours is told by its checksum, unsent.
    static func checked(_ text: String, from place: String) throws -> String {
        let token = text.split(whereSeparator: \.isWhitespace)
        guard token.count == 1, let token = token.first, token.utf8.count <= bytesMax,
            token.utf8.allSatisfy({ (0x21...0x7E).contains($0) })
        else { throw CommandFailure.usage("\(place) must hold exactly one token, such as asy_pat_…") }
        if token.hasPrefix("asy_"), APIToken(parsing: String(token)) == nil {
            throw CommandFailure.usage("the token in \(place) is mistyped or cut off: its checksum is wrong")
        }
        return String(token)
    }
}

import Identifiers
import Testing

/// Reads a stream of events (HTML standard, section 9.2).
enum ServerSentEvents {
    struct Event {
        var name: String
        var data: JSONValue
    }

    static func parse(_ text: String) throws -> [Event] {
        try #require(text.hasSuffix("\n\n"))
        return try text.dropLast(2).split(separator: "\n\n").map { block in
            let lines = block.split(separator: "\n")
            try #require(lines.count == 2)
            try #require(lines[0].hasPrefix("event: ") && lines[1].hasPrefix("data: "))
            return Event(
                name: String(lines[0].dropFirst("event: ".count)),
                data: try JSONValue(parsing: Array(lines[1].dropFirst("data: ".count).utf8))
            )
        }
    }
}

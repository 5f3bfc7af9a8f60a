/// One event of a stream.
struct StreamEvent: Hashable, Sendable {
    let name: String
    let data: String
}

/// Reads `text/event-stream` as the HTML standard describes it (section 9.2.6), from pieces cut anywhere.
struct EventStreamParser: Sendable {
    /// The longest line read, in bytes.
    static let lineBytesMax = 4 << 20

    private var line: [UInt8] = []
    private var endedWithReturn = false
    private var name = ""
    private var data: [String] = []
    private var isFirstLine = true

    /// The events that the piece completes.
    mutating func take(_ piece: [UInt8]) throws(CommandFailure) -> [StreamEvent] {
        var events: [StreamEvent] = []
        for byte in piece {
            let isSecondHalf = endedWithReturn && byte == 0x0A
            endedWithReturn = byte == 0x0D
            if isSecondHalf { continue }
            guard byte == 0x0A || byte == 0x0D else {
                guard line.count < Self.lineBytesMax else {
                    throw .impossible("the server's stream has a line over \(Self.lineBytesMax) bytes")
                }
                line.append(byte)
                continue
            }
            if let event = endLine() { events.append(event) }
        }
        return events
    }

    private mutating func endLine() -> StreamEvent? {
        var text = String(decoding: line, as: UTF8.self)[...]
        line = []
        if isFirstLine, text.first == "\u{FEFF}" { text.removeFirst() }
        isFirstLine = false
        guard !text.isEmpty else { return dispatch() }
        let colon = text.firstIndex(of: ":")
        let field = text[..<(colon ?? text.endIndex)]
        var value = colon.map { text[text.index(after: $0)...] } ?? ""
        if value.first == " " { value.removeFirst() }
        switch field {
        case "event": name = String(value)
        case "data": data.append(String(value))
        default: break
        }
        return nil
    }

    private mutating func dispatch() -> StreamEvent? {
        defer { (name, data) = ("", []) }
        guard !data.isEmpty else { return nil }
        return StreamEvent(name: name.isEmpty ? "message" : name, data: data.joined(separator: "\n"))
    }
}

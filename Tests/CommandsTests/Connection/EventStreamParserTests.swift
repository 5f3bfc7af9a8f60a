import Testing

@testable import Commands

@Suite("Event streams")
struct EventStreamParserTests {
    private func events(_ text: String, cutEvery count: Int) throws -> [StreamEvent] {
        var parser = EventStreamParser()
        var events: [StreamEvent] = []
        let bytes = Array(text.utf8)
        for start in stride(from: 0, to: bytes.count, by: count) {
            events += try parser.take(Array(bytes[start..<min(start + count, bytes.count)]))
        }
        return events
    }

    @Test("Events are the same wherever the pieces are cut", arguments: [1, 2, 3, 7, 1000])
    func cuts(count: Int) throws {
        let text =
            "\u{FEFF}: hello\r\nevent: a\r\ndata: é1\r\ndata:2\r\n\r\nevent: empty\n\nid: 3\rdata\r\rdata: x\n\n"
        let expected = [
            StreamEvent(name: "a", data: "é1\n2"), StreamEvent(name: "message", data: ""),
            StreamEvent(name: "message", data: "x"),
        ]
        #expect(try events(text, cutEvery: count) == expected)
    }

    @Test("An event that was not ended is not given")
    func unfinished() throws {
        #expect(try events("event: a\ndata: 1\n", cutEvery: 100).isEmpty)
    }

    @Test("A line without end is refused at its limit")
    func tooLong() throws {
        var parser = EventStreamParser()
        let piece = [UInt8](repeating: 0x61, count: EventStreamParser.lineBytesMax)
        _ = try parser.take(piece)
        #expect(throws: CommandFailure.self) { try parser.take([0x61]) }
    }
}

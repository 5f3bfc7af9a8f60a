import HTTPTypes
import Logging
import Synchronization
import Testing

@Suite("Bodies over a connection")
struct BodyReadingTests {
    private static let folder = "/api/v1/models/\(Stage.model)/versions/\(Stage.draftVersion)/files"

    private static func head(_ token: String, file: Int = 0, _ lines: String...) -> [UInt8] {
        let lines =
            ["PUT \(folder)/\(file).bin HTTP/1.1", "Host: localhost", "Authorization: Bearer \(token)"]
            + lines
        return Array((lines.joined(separator: "\r\n") + "\r\n\r\n").utf8)
    }

    @Test("A client that waits for it is asked for its body, then answered")
    func invited() async throws {
        try await withStage { stage in
            let token = try #require(stage.cast.token(.engineer))
            try await stage.platform.whileServing { port in
                let client = try LocalClient(port: port)
                for file in 0..<2 {
                    try client.send(Self.head(token, file: file, "Content-Length: 5", "Expect: 100-Continue"))
                    #expect(try await client.answer() == "HTTP/1.1 100 Continue\r\n\r\n")
                    try client.send(Array("12345".utf8))
                    #expect(try await client.status() == 201)
                }
            }
        }
    }

    @Test("One that is refused by its head alone is told at once, and that the connection ends")
    func refused() async throws {
        try await withStage { stage in
            try await stage.platform.whileServing { port in
                let client = try LocalClient(port: port)
                try client.send(Self.head("asy_nobody", "Content-Length: 5", "Expect: 100-continue"))
                let answer = try await client.answer().lowercased()
                #expect(answer.hasPrefix("http/1.1 401 "))
                #expect(answer.contains("\r\nconnection: close\r\n"))
            }
        }
    }

    @Test("One that leaves in the middle is a note in the log and no error")
    func left() async throws {
        try await withStage { stage in
            let token = try #require(stage.cast.token(.engineer))
            let notes = NotedLog()
            try await stage.platform.whileServing(logger: notes.logger) { port in
                let client = try LocalClient(port: port)
                try client.send(Self.head(token, "Content-Length: 1000000") + Array("12345".utf8))
                client.leave()
                try await waitUntil("the departure to be noticed") {
                    notes.lines.contains { $0.message.contains("the client left") }
                }
                // A request of its own, so that what the other one was answered with is behind it.
                let next = try LocalClient(port: port)
                try next.send(Self.head(token, "Content-Length: 1") + [0])
                #expect(try await next.status() == 201)
                #expect(notes.lines.filter { $0.level >= .warning }.isEmpty, "\(notes.lines)")
            }
        }
    }
}

/// Remembers what is logged.
private final class NotedLog: Sendable {
    struct Line: Sendable {
        var level: Logger.Level
        var message: String
    }

    private let noted = Mutex<[Line]>([])

    var lines: [Line] { noted.withLock { $0 } }

    var logger: Logger { Logger(label: "noted") { _ in Handler(log: self) } }

    private struct Handler: LogHandler {
        let log: NotedLog
        var metadata: Logger.Metadata = [:]
        var logLevel = Logger.Level.debug

        subscript(metadataKey key: String) -> Logger.Metadata.Value? {
            get { metadata[key] }
            set { metadata[key] = newValue }
        }

        func log(event: LogEvent) {
            log.noted.withLock { $0.append(Line(level: event.level, message: event.message.description)) }
        }
    }
}

import Identifiers
import Synchronization

@testable import Commands

/// A transport that answers from a closure and keeps what it was asked.
final class FakeServer: Transport {
    struct Reply {
        var status = 200
        var headers: [String: String] = [:]
        var body: [[UInt8]] = []

        static func json(_ text: String, status: Int = 200, headers: [String: String] = [:]) -> Reply {
            Reply(status: status, headers: headers, body: [Array(text.utf8)])
        }

        static func bytes(_ bytes: [UInt8], headers: [String: String] = [:]) -> Reply {
            Reply(headers: headers, body: [bytes])
        }

        static func problem(_ status: Int, _ detail: String) -> Reply {
            .json(#"{"title":"No","status":\#(status),"detail":"\#(detail)"}"#, status: status)
        }
    }

    private let requests = Mutex<[TransportRequest]>([])
    private let answer: @Sendable (TransportRequest, Int) throws -> Reply

    /// `answer` gets the request and how many came before it.
    init(_ answer: @escaping @Sendable (TransportRequest, Int) throws -> Reply) { self.answer = answer }

    var received: [TransportRequest] { requests.withLock { $0 } }

    func send(_ request: TransportRequest) async throws -> TransportResponse {
        let before = requests.withLock { requests in
            defer { requests.append(request) }
            return requests.count
        }
        if case .file(let upload) = request.body { upload.progress(upload.sizeBytes) }
        let reply = try answer(request, before)
        return TransportResponse(status: reply.status, headers: reply.headers, body: .pieces(reply.body))
    }
}

extension TransportRequest {
    /// What stands behind the server's address.
    var path: String { String(url.dropFirst("http://127.0.0.1:8080".count)) }

    var json: JSONValue? {
        if case .bytes(let bytes) = body { try? JSONValue(parsing: bytes) } else { nil }
    }
}

/// Carries one request to a server and brings the answer back.
protocol Transport: Sendable {
    /// Returns as soon as the head of the answer is there. Throws `TransportFault`.
    func send(_ request: TransportRequest) async throws -> TransportResponse
}

/// A request ready to be sent.
struct TransportRequest: Sendable {
    enum Method: String, Sendable {
        case get = "GET"
        case post = "POST"
        case put = "PUT"
        case patch = "PATCH"
        case delete = "DELETE"
    }

    enum Body: Sendable {
        case none
        case bytes([UInt8])
        case file(FileUpload)
    }

    let method: Method
    let url: String
    var headers: [String: String]
    var body: Body
    /// How long the head of the answer may take once everything is sent.
    var answerSecondsMax: Int64
}

/// The head of an answer, with its body still to be read.
struct TransportResponse: Sendable {
    let status: Int
    /// Lower-case names.
    let headers: [String: String]
    let body: ByteStream

    /// The whole body; a longer one than `bytesMax` is refused.
    func collect(bytesMax: Int) async throws -> [UInt8] {
        var bytes: [UInt8] = []
        for try await piece in body {
            guard bytes.count + piece.count <= bytesMax else {
                throw CommandFailure.impossible("the server's answer is longer than \(bytesMax) bytes")
            }
            bytes += piece
        }
        return bytes
    }
}

/// A file that is sent as a body.
struct FileUpload: Sendable {
    let path: String
    let sizeBytes: Int64
    /// Told how many bytes have been handed over so far.
    let progress: @Sendable (Int64) -> Void
}

/// Why no answer came.
struct TransportFault: Error, Hashable, CustomStringConvertible {
    let url: String
    let detail: String

    var description: String { "no answer from \(url): \(detail); is the server running?" }
}

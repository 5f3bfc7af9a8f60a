import Access
import AsyncHTTPClient
import Identifiers
import NIOCore
import NIOHTTP1

/// Sends signed requests, each again a few times when the store or the way to it fails for the moment.
struct S3Client: Sendable {
    struct Answer: Sendable {
        var status: Int
        var headers: HTTPHeaders
        var body: [UInt8]

        var document: S3Document { S3Document(body) }
    }

    private static let attemptsMax = 4
    private static let secondsMax: Int64 = 120
    /// More than any piece that is asked for.
    private static let answerBytesMax = 16 << 20

    let location: S3Location
    let clock: @Sendable () -> Instant
    let sleep: @Sendable (_ seconds: Double) async throws -> Void

    /// The answer with one of the wanted statuses, or a fault. Every request may be repeated safely.
    func send(_ request: S3Request, accepting statuses: Set<Int> = [200]) async throws -> Answer {
        var attempt = 1
        while true {
            let outcome = await attemptOnce(request)
            if case .success(let answer) = outcome, statuses.contains(answer.status) { return answer }
            guard Self.isPassing(outcome), attempt < Self.attemptsMax else {
                throw Self.fault(outcome, request)
            }
            try await sleep(0.1 * Double(1 << attempt))
            attempt += 1
        }
    }

    private func attemptOnce(_ request: S3Request) async -> Result<Answer, any Error> {
        do {
            let query = request.canonicalQuery
            let address = location.endpoint + request.path(in: location) + (query.isEmpty ? "" : "?\(query)")
            var wire = HTTPClientRequest(url: address)
            wire.method = HTTPMethod(rawValue: request.method)
            for field in try S3Signature(location: location).fields(for: request, at: clock()) {
                wire.headers.add(name: field.name, value: field.value)
            }
            if !request.body.isEmpty || request.method == "PUT" || request.method == "POST" {
                wire.body = .bytes(ByteBuffer(bytes: request.body))
            }
            let answer = try await HTTPClient.shared.execute(wire, timeout: .seconds(Self.secondsMax))
            let body = try await answer.body.collect(upTo: Self.answerBytesMax)
            return .success(
                Answer(
                    status: Int(answer.status.code),
                    headers: answer.headers,
                    body: Array(body.readableBytesView)
                )
            )
        } catch {
            return .failure(error)
        }
    }

    private static func isPassing(_ outcome: Result<Answer, any Error>) -> Bool {
        switch outcome {
        case .success(let answer): answer.status >= 500 || answer.status == 429 || answer.status == 408
        case .failure(let error): !(error is CancellationError)
        }
    }

    private static func fault(_ outcome: Result<Answer, any Error>, _ request: S3Request) -> any Error {
        switch outcome {
        case .failure(let error as CancellationError): error
        case .failure(let error):
            S3Fault(status: 0, code: String(describing: error), operation: request.method)
        case .success(let answer) where isPassing(outcome):
            answer.status == 507 ? StoreFault.storageFull : StoreFault.unavailable(retryAfterSeconds: 5)
        case .success(let answer):
            S3Fault(
                status: answer.status,
                code: answer.document.text(of: "Code") ?? "",
                operation: request.method
            )
        }
    }
}

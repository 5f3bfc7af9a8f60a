import FoundationEssentials
import HTTPTypes
package import Hummingbird
import Identifiers
package import NIOCore
import Workflows

/// JSON in and out: strict on the way in, snake_case on both.
package enum JSONBody {
    /// The most bytes of a JSON request.
    package static let bytesMax = 4 << 20

    /// Reads a JSON object and nothing else: unknown fields, duplicate fields and trailing bytes are refused.
    package static func decode<Input: WireInput>(_ type: Input.Type, from request: Request) async throws
        -> Input
    {
        try await decodeKeepingBytes(type, from: request).0
    }

    /// The same, with the bytes that an idempotency key is bound to.
    package static func decodeKeepingBytes<Input: WireInput>(
        _ type: Input.Type,
        from request: Request
    ) async throws -> (Input, [UInt8]) {
        let bytes = try await collect(request, bytesMax: bytesMax)
        return (try parse(type, bytes), bytes)
    }

    private static func parse<Input: WireInput>(_: Input.Type, _ bytes: [UInt8]) throws -> Input {
        let document: JSONValue
        do {
            document = try JSONValue(parsing: bytes)
        } catch {
            throw Problem(.badRequest, "malformed_json", "The body is not valid JSON: \(error)")
        }
        guard case .object(let members) = document else {
            throw Problem(.badRequest, "malformed_json", "The body must be a JSON object.")
        }
        let known = Set(Input.Fields.allCases.map(\.stringValue))
        let unknown = members.keys.filter { !known.contains($0) }.sorted()
        if !unknown.isEmpty {
            throw InvalidInput(unknown.map { .init(field: $0, detail: "is not a field of this request") })
        }
        do {
            return try JSONDecoder().decode(Input.self, from: Data(bytes))
        } catch let error as DecodingError {
            throw InvalidInput([fault(of: error)])
        }
    }

    /// The whole body; throws 413 beyond the limit, before reading on.
    package static func collect(_ request: Request, bytesMax: Int) async throws -> [UInt8] {
        if let length = request.headers[.contentLength].flatMap(Int.init), length > bytesMax {
            throw tooLarge(bytesMax)
        }
        var bytes: [UInt8] = []
        for try await buffer in request.body {
            guard bytes.count + buffer.readableBytes <= bytesMax else { throw tooLarge(bytesMax) }
            bytes.append(contentsOf: buffer.readableBytesView)
        }
        return bytes
    }

    package static func encode(_ value: some Encodable) throws -> ByteBuffer {
        let encoder = JSONEncoder()
        encoder.keyEncodingStrategy = .convertToSnakeCase
        encoder.outputFormatting = [.withoutEscapingSlashes, .sortedKeys]
        return ByteBuffer(bytes: try encoder.encode(value))
    }

    private static func tooLarge(_ bytesMax: Int) -> Problem {
        Problem(.contentTooLarge, "too_large", "The body must have at most \(bytesMax) bytes.")
    }

    private static func fault(of error: DecodingError) -> InvalidInput.Fault {
        func path(_ context: DecodingError.Context, _ last: (any CodingKey)? = nil) -> String {
            let keys = context.codingPath + (last.map { [$0] } ?? [])
            return keys.isEmpty ? "body" : keys.map(\.stringValue).joined(separator: ".")
        }
        switch error {
        case .keyNotFound(let key, let context):
            return .init(field: path(context, key), detail: "is required")
        case .valueNotFound(_, let context): return .init(field: path(context), detail: "must not be null")
        case .typeMismatch(let type, let context):
            return .init(field: path(context), detail: "must be a \(readable(type))")
        case .dataCorrupted(let context): return .init(field: path(context), detail: context.debugDescription)
        @unknown default: return .init(field: "body", detail: "cannot be read")
        }
    }

    private static func readable(_ type: Any.Type) -> String {
        switch type {
        case is String.Type: "string"
        case is Bool.Type: "boolean"
        case is Int.Type, is Int64.Type: "whole number"
        case is Double.Type: "number"
        default: "\(type)".hasPrefix("Array") ? "list" : "value of the documented form"
        }
    }
}

/// A request body: a JSON object with exactly these fields.
package protocol WireInput: Decodable, Sendable {
    associatedtype Fields: CodingKey & CaseIterable
}

import Identifiers
import NIOHTTP1

extension S3Client {
    struct ListedKey: Sendable {
        /// Without the location's prefix.
        var name: String
        var writtenAt: Instant
    }

    func sizeBytes(of key: String) async throws -> Int64? {
        let answer = try await send(S3Request("HEAD", key), accepting: [200, 404])
        guard answer.status == 200 else { return nil }
        return answer.headers.first(name: "Content-Length").flatMap { Int64($0) }
    }

    func put(_ bytes: [UInt8], as key: String) async throws {
        _ = try await send(S3Request("PUT", key, body: bytes))
    }

    func remove(_ key: String) async throws {
        _ = try await send(S3Request("DELETE", key), accepting: [200, 204, 404])
    }

    func list(_ folder: String, after key: String?, limit: Int) async throws -> (
        keys: [ListedKey], hasMore: Bool
    ) {
        var query = [
            ("list-type", "2"), ("prefix", location.prefix + folder), ("max-keys", String(limit)),
        ]
        if let key { query.append(("start-after", location.prefix + key)) }
        let document = try await send(S3Request("GET", nil, query: query)).document
        let keys = document.parts("Contents").compactMap { part -> ListedKey? in
            guard let name = part.text(of: "Key"), name.hasPrefix(location.prefix),
                let time = part.text(of: "LastModified").flatMap({ Instant(rfc3339: $0) })
            else { return nil }
            return ListedKey(name: String(name.dropFirst(location.prefix.count)), writtenAt: time)
        }
        return (keys, document.text(of: "IsTruncated") == "true")
    }

    // MARK: Uploads in parts

    func beginParts(_ key: String) async throws -> String {
        let answer = try await send(S3Request("POST", key, query: [("uploads", "")]))
        guard let id = answer.document.text(of: "UploadId") else { throw Self.unreadable("POST") }
        return id
    }

    /// Gives back the part's ETag.
    func putPart(_ number: Int, _ bytes: [UInt8], of key: String, _ uploadID: String) async throws -> String {
        let query = [("partNumber", String(number)), ("uploadId", uploadID)]
        let answer = try await send(S3Request("PUT", key, query: query, body: bytes))
        guard let tag = answer.headers.first(name: "ETag") else { throw Self.unreadable("PUT") }
        return tag
    }

    func completeParts(_ tags: [String], of key: String, _ uploadID: String) async throws {
        let parts = tags.enumerated().map { index, tag in
            "<Part><PartNumber>\(index + 1)</PartNumber><ETag>\(tag)</ETag></Part>"
        }
        let body = "<CompleteMultipartUpload>\(parts.joined())</CompleteMultipartUpload>"
        let request = S3Request("POST", key, query: [("uploadId", uploadID)], body: Array(body.utf8))
        let answer = try await send(request)
        // The store may answer 200 before it is done, and say in the body that it failed.
        if let code = answer.document.text(of: "Code") {
            throw S3Fault(status: answer.status, code: code, operation: "POST")
        }
    }

    func abortParts(of key: String, _ uploadID: String) async throws {
        let request = S3Request("DELETE", key, query: [("uploadId", uploadID)])
        _ = try await send(request, accepting: [200, 204, 404])
    }

    func abortUploads(_ folder: String, begunBefore cutoff: Instant) async throws {
        let query = [("prefix", location.prefix + folder), ("uploads", "")]
        let document = try await send(S3Request("GET", nil, query: query)).document
        for upload in document.parts("Upload") {
            guard let key = upload.text(of: "Key"), let id = upload.text(of: "UploadId"),
                let begun = upload.text(of: "Initiated").flatMap({ Instant(rfc3339: $0) }), begun < cutoff
            else { continue }
            try await abortParts(of: String(key.dropFirst(location.prefix.count)), id)
        }
    }

    // MARK: Copies inside the store

    /// Copies at once up to 5 GiB, in parts of 1 GiB beyond.
    func copy(_ source: String, to target: String, sizeBytes: Int64) async throws {
        let from = ("x-amz-copy-source", S3Encoding.path("/\(location.bucket)/\(location.prefix)\(source)"))
        guard sizeBytes > 5 << 30 else {
            let answer = try await send(S3Request("PUT", target, headers: [from]))
            if let code = answer.document.text(of: "Code") {
                throw S3Fault(status: answer.status, code: code, operation: "PUT")
            }
            return
        }
        let uploadID = try await beginParts(target)
        do {
            var tags: [String] = []
            for start in stride(from: Int64(0), to: sizeBytes, by: 1 << 30) {
                let end = min(start + 1 << 30, sizeBytes) - 1
                let query = [("partNumber", String(tags.count + 1)), ("uploadId", uploadID)]
                let range = ("x-amz-copy-source-range", "bytes=\(start)-\(end)")
                let answer = try await send(S3Request("PUT", target, query: query, headers: [from, range]))
                guard let tag = answer.document.text(of: "ETag") else { throw Self.unreadable("PUT") }
                tags.append(tag)
            }
            try await completeParts(tags, of: target, uploadID)
        } catch {
            try? await abortParts(of: target, uploadID)
            throw error
        }
    }

    private static func unreadable(_ operation: String) -> S3Fault {
        S3Fault(status: 200, code: "an answer without what it must have", operation: operation)
    }
}

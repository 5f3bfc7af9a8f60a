package import Access
import HTTPTypes
package import Hummingbird
package import Identifiers
import Signing
import Workflows

extension Request {
    /// What identifies this request for the audit trail and for repeats.
    ///
    /// `body` is what the idempotency key is bound to beside method and path; for a streamed body its announced digest.
    package func context(_ context: APIContext, body: [UInt8] = []) throws -> Access.RequestContext {
        Access.RequestContext(
            requestID: context.requestID,
            idempotency: try idempotencyKey(body: body),
            reason: try reason()
        )
    }

    /// The same for a streamed body, which an idempotency key can only be bound to by its announced digest.
    package func context(_ context: APIContext, announcing digest: Digest?) throws -> Access.RequestContext {
        if digest == nil, let name = HTTPField.Name("Idempotency-Key"), headers[name] != nil {
            throw InvalidInput(
                "Content-Digest",
                "is required when an upload carries an Idempotency-Key (RFC 9530)"
            )
        }
        return try self.context(context, body: digest?.bytes ?? [])
    }

    private func idempotencyKey(body: [UInt8]) throws -> IdempotencyKey? {
        guard let name = HTTPField.Name("Idempotency-Key"), let key = headers[name] else { return nil }
        let bound = Array("\(method.rawValue) \(uri.string)\n".utf8) + body
        guard let key = IdempotencyKey(key: key, requestDigest: Digest.sha256(of: bound)) else {
            throw InvalidInput("Idempotency-Key", "must have 1 to 255 printable ASCII characters")
        }
        return key
    }

    private func reason() throws -> String? {
        guard let name = HTTPField.Name("Assay-Reason"), let reason = headers[name] else { return nil }
        guard reason.utf8.count <= 500 else {
            throw InvalidInput("Assay-Reason", "must have at most 500 bytes")
        }
        // What is no UTF-8 arrives as U+FFFD.
        guard
            !reason.unicodeScalars.contains(where: {
                $0.properties.generalCategory == .control || $0 == "\u{FFFD}"
            })
        else { throw InvalidInput("Assay-Reason", "must be UTF-8 without control characters") }
        return reason
    }

    /// The revision of `If-Match: "3"`; nil without the header or for `*`.
    package func expectedRevision() throws -> Int64? {
        guard let value = headers[.ifMatch], value != "*" else { return nil }
        guard value.hasPrefix("\""), value.hasSuffix("\""), let revision = Int64(value.dropFirst().dropLast())
        else {
            throw InvalidInput("If-Match", "must be the ETag of the resource, such as \"3\"")
        }
        return revision
    }

    /// `page_size` and `page_token` of the query.
    package func page() throws -> PageRequest {
        let size = try uri.queryParameters["page_size"].map { text in
            guard let size = Int(text) else { throw InvalidInput("page_size", "must be a whole number") }
            return size
        }
        let after = try uri.queryParameters["page_token"].map { token in
            guard let bytes = Hexadecimal.decode(token), let key = String(validating: bytes, as: UTF8.self)
            else {
                throw InvalidInput("page_token", "must be the next_page_token of the page before")
            }
            return key
        }
        guard let page = PageRequest(size: size ?? PageRequest.sizeDefault, after: after) else {
            throw InvalidInput("page_size", "must be 1 to \(PageRequest.sizeMax)")
        }
        return page
    }

    /// A query parameter as an instant.
    package func instant(_ name: String) throws -> Instant? {
        try uri.queryParameters[Substring(name)].map { text in
            guard let instant = Instant(rfc3339: text) else {
                throw InvalidInput(name, "must be a time such as 2026-03-01T00:00:00Z or a date")
            }
            return instant
        }
    }

    /// The digest that `Content-Digest: sha-256=:…:` announces (RFC 9530).
    package func announcedDigest() throws -> Digest? {
        guard let name = HTTPField.Name("Content-Digest"), let value = headers[name] else { return nil }
        guard value.hasPrefix("sha-256=:"), value.hasSuffix(":"),
            let bytes = Base64.decode(value.dropFirst("sha-256=:".count).dropLast()),
            let digest = Digest(bytes: bytes)
        else {
            throw InvalidInput(
                "Content-Digest",
                "must have the form sha-256=:<base64 of 32 bytes>: (RFC 9530)"
            )
        }
        return digest
    }

    /// `Content-Length`, when the client sent one.
    package var announcedBytes: Int64? {
        headers[.contentLength].flatMap(Int64.init)
    }
}

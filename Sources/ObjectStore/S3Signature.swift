import Identifiers
import Signing

/// AWS Signature Version 4 in the `Authorization` field, with the body's hash signed, so that the store checks the body.
struct S3Signature: Sendable {
    let location: S3Location

    /// The fields to send beside those of the request, which are signed too.
    func fields(for request: S3Request, at now: Instant) throws -> [(name: String, value: String)] {
        let time = Self.basicTime(now)
        let bodyHash = Digest.sha256(of: request.body).hex
        var fields = request.headers
        fields += [
            ("host", location.host), ("x-amz-content-sha256", bodyHash), ("x-amz-date", time),
        ]
        if let token = location.credentials.sessionToken { fields.append(("x-amz-security-token", token)) }
        fields.sort { $0.name < $1.name }
        let names = fields.map(\.name).joined(separator: ";")
        let canonical = """
            \(request.method)
            \(request.path(in: location))
            \(request.canonicalQuery)
            \(fields.map { "\($0.name):\($0.value)\n" }.joined())
            \(names)
            \(bodyHash)
            """
        let scope = "\(time.prefix(8))/\(location.region)/s3/aws4_request"
        let toSign = "AWS4-HMAC-SHA256\n\(time)\n\(scope)\n\(Digest.sha256(of: Array(canonical.utf8)).hex)"
        let code = try HMACSHA256.code(for: Array(toSign.utf8), key: try signingKey(date: time.prefix(8)))
        let credential = "\(location.credentials.accessKeyID)/\(scope)"
        let value =
            "AWS4-HMAC-SHA256 Credential=\(credential), SignedHeaders=\(names), Signature=\(Hexadecimal.encode(code))"
        return fields.filter { $0.name != "host" } + [("authorization", value)]
    }

    private func signingKey(date: Substring) throws -> SecretBytes {
        let secret = location.credentials.secretAccessKey
        let first = unsafe secret.withUnsafeBytes { unsafe Array("AWS4".utf8) + Array($0) }
        var key = SecretBytes(first)
        for part in [String(date), location.region, "s3", "aws4_request"] {
            key = SecretBytes(try HMACSHA256.code(for: Array(part.utf8), key: key))
        }
        return key
    }

    /// `20260301T120000Z`.
    private static func basicTime(_ now: Instant) -> String {
        let whole = Instant(seconds: now.seconds).rfc3339
        return whole.prefix(19).filter { $0 != "-" && $0 != ":" } + "Z"
    }
}

package import Signing

/// A bucket, or a part of one, and how to reach it.
package struct S3Location: Sendable {
    /// Such as `https://s3.eu-central-1.amazonaws.com` or `http://minio:9000`, without a slash at its end.
    package var endpoint: String
    package var region: String
    package var bucket: String
    /// Put before every key; empty, or ending with a slash.
    package var prefix: String
    package var credentials: Credentials

    package struct Credentials: Sendable {
        package var accessKeyID: String
        package var secretAccessKey: SecretBytes
        package var sessionToken: String?

        package init(accessKeyID: String, secretAccessKey: SecretBytes, sessionToken: String? = nil) {
            self.accessKeyID = accessKeyID
            self.secretAccessKey = secretAccessKey
            self.sessionToken = sessionToken
        }
    }

    /// Reads `s3://bucket` or `s3://bucket/prefix`; nil for anything else.
    ///
    /// - Parameter endpoint: Nil means Amazon's of the region.
    package init?(address: String, endpoint: String?, region: String, credentials: Credentials) {
        guard address.hasPrefix("s3://") else { return nil }
        let parts = address.dropFirst("s3://".count).split(separator: "/", maxSplits: 1)
        guard let bucket = parts.first, Self.isPlain(bucket), parts.dropFirst().allSatisfy(Self.isPlainPrefix)
        else {
            return nil
        }
        self.bucket = String(bucket)
        let prefix = parts.dropFirst().first.map(String.init) ?? ""
        self.prefix = prefix.isEmpty || prefix.hasSuffix("/") ? prefix : prefix + "/"
        let chosen = endpoint ?? "https://s3.\(region).amazonaws.com"
        self.endpoint = chosen.hasSuffix("/") ? String(chosen.dropLast()) : chosen
        self.region = region
        self.credentials = credentials
    }

    /// The part of the endpoint that the `Host` field repeats.
    var host: String { String(endpoint.split(separator: "/", maxSplits: 2).last ?? "") }

    private static func isPlain(_ text: Substring) -> Bool {
        !text.isEmpty
            && text.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x61...0x7A).contains(byte) || (0x41...0x5A).contains(byte)
                    || "-._".utf8.contains(byte)
            }
    }

    private static func isPlainPrefix(_ text: Substring) -> Bool {
        text.split(separator: "/").allSatisfy(isPlain)
    }
}

import Commands

extension LoadAnswer {
    /// The body; throws what the server said when it refused.
    func expectSuccess() throws -> [UInt8] {
        guard isSuccess else {
            throw BenchFault(
                "the server answered \(status): \(String(decoding: body.prefix(500), as: UTF8.self))"
            )
        }
        return body
    }
}

/// Names inside addresses.
enum PathText {
    /// Percent-encodes all but the unreserved characters of RFC 3986, section 2.3.
    static func encode(_ text: String) -> String {
        let digits = Array("0123456789ABCDEF")
        return text.utf8.reduce(into: "") { encoded, byte in
            let scalar = Character(UnicodeScalar(byte))
            if scalar.isASCII, scalar.isLetter || scalar.isNumber || "-._~".contains(scalar) {
                encoded.append(scalar)
            } else {
                encoded += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
    }
}

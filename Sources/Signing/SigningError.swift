internal import COpenSSL

/// Why a cryptographic operation was refused or failed. The description never holds key material.
package struct SigningError: Error, Hashable {
    package enum Code: Hashable, Sendable {
        case randomnessUnavailable
        case malformedKey
        case unsupportedAlgorithm
        case operationFailed
        /// A sealed key that was changed, sealed for another context, or sealed under another key-encryption
        /// key.
        case cannotUnseal
    }

    package let code: Code
    package let description: String
    /// The library's own words, for logs only.
    package let detail: String

    init(_ code: Code, _ description: String, detail: String = "") {
        self.code = code
        self.description = description
        self.detail = detail
    }

    /// An error that takes along and clears what OpenSSL has queued on this thread.
    static func fromLibrary(_ code: Code, _ description: String) -> SigningError {
        let number = ERR_get_error()
        ERR_clear_error()
        let detail = unsafe ERR_reason_error_string(number).map { unsafe String(cString: $0) } ?? ""
        return SigningError(code, description, detail: detail)
    }
}

extension SigningError: CustomStringConvertible, CustomDebugStringConvertible {
    package var debugDescription: String { detail.isEmpty ? description : "\(description) (\(detail))" }
}

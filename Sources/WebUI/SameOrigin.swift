import HTTPAPI
import HTTPTypes
import Hummingbird

/// Refuses a sign-in that another site makes a browser send.
///
/// It would put the victim into the attacker's account, where what is asked next is the attacker's to read.
enum SameOrigin {
    private static let fetchSite = HTTPField.Name("Sec-Fetch-Site")

    /// Programs send neither header and pass: what they send, nobody made them send.
    static func require(of request: Request) throws {
        guard isSame(request) else {
            throw Problem(.forbidden, "forged_request", "Sign in from the page of this server itself.")
        }
    }

    /// Browsers send `Sec-Fetch-Site` wherever the connection is trusted, else at least `Origin`.
    private static func isSame(_ request: Request) -> Bool {
        if let name = fetchSite, let site = request.headers[name] {
            return site == "same-origin" || site == "none"
        }
        guard let origin = request.headers[.origin] else { return true }
        guard let host = request.head.authority else { return false }
        return origin == "http://\(host)" || origin == "https://\(host)"
    }
}

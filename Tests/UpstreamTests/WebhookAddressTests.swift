import Catalog
import Testing

@testable import Upstream

@Suite("Addresses of webhooks")
struct WebhookAddressTests {
    private static let refused: [(url: String, says: String)] = [
        ("http://8.8.8.8/x", "scheme"), ("ftp://8.8.8.8/", "scheme"), ("https:///x", "hostname"),
        ("https://127.0.0.1/x", "not public"), ("https://[::1]/x", "not public"),
        ("https://localhost/x", "not public"), ("https://a:b@8.8.8.8/", "user name"),
        ("https://no-such-host.invalid/x", "Cannot resolve Webhook URL hostname 'no-such-host.invalid'"),
        ("https://2130706433/", "public"), ("https://0x7f.1/", "public"), ("no url", "URL"),
    ]

    @Test("Whatever is not https to a public address is refused with the reason")
    func refusals() async {
        for (url, says) in Self.refused {
            let refusal = await #expect(throws: WebhookRefusal.self, "\(url)") {
                _ = try await WebhookAddress(url, allowsInside: false)
            }
            let isNamed = refusal?.description.contains(says) == true
            // A resolver that does not take odd spellings of addresses refuses them as well.
            let isUnknown = refusal?.description.hasPrefix("Cannot resolve") == true
            #expect(isNamed || isUnknown, "\(url): \(refusal?.description ?? "")")
        }
    }

    @Test("A public address is pinned to what was looked up, and the operator may allow the inside")
    func accepted() async throws {
        let open = try await WebhookAddress("https://8.8.8.8:8443/hook?x=1", allowsInside: false)
        #expect(open.resolved == "8.8.8.8")
        let inside = try await WebhookAddress("http://127.0.0.1:9/x", allowsInside: true)
        #expect(inside.resolved == "127.0.0.1")
    }
}

import Testing

@testable import Commands

@Suite("Server addresses")
struct ServerAddressTests {
    @Test(
        "A token is safe on https and on this machine only",
        arguments: [
            ("https://assay.example.com", true), ("http://127.0.0.1:8080", true), ("http://127.9.8.7", true),
            ("http://localhost:8080", true), ("http://[::1]:8080", true), ("http://assay.example.com", false),
            ("http://10.0.0.5:8080", false), ("http://127.0.0.1.example.com", false),
            ("http://localhost.example.com", false), ("http://127.1", false),
        ]
    )
    func tokenSafety(text: String, isSafe: Bool) throws {
        #expect(try ServerAddress(text).protectsToken == isSafe)
    }

    @Test(
        "Addresses that hide something are refused",
        arguments: [
            "", "assay.example.com", "ftp://host", "http://user@host", "https://user:word@host",
            "https://host?a=b",
            "https://host#x", "https://",
        ]
    )
    func refused(text: String) {
        #expect(throws: CommandFailure.self) { try ServerAddress(text) }
    }

    @Test("The slash at the end does not make another server")
    func slash() throws {
        #expect(try ServerAddress("https://host/") == ServerAddress("https://host"))
    }
}

@Suite("Paths of the API")
struct AddressPathTests {
    @Test("A slash inside a part stays inside, slashes of a file's path separate")
    func encoding() {
        #expect(AddressPath.api("sources", "slack:a/b").description == "/api/v1/sources/slack%3Aa%2Fb")
        let path = AddressPath.api("files").appending("a b/ü.bin")
        #expect(path.description == "/api/v1/files/a%20b/%C3%BC.bin")
    }

    @Test("Parameters without a value are left out, the others escaped")
    func query() {
        let path = AddressPath.api("x").with([("a", "1&2"), ("b", nil), ("c", "+")])
        #expect(path.description == "/api/v1/x?a=1%262&c=%2B")
        #expect(AddressPath.api("x").with([("a", nil)]).description == "/api/v1/x")
    }
}

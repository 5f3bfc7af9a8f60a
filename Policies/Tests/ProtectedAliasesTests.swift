import Access
import PolicyLibrary
import TestSupport
import Testing

@Suite("Protected aliases")
struct ProtectedAliasesTests {
    @Test("The shipped list protects what callers follow into production, however it is spelled")
    func shipped() throws {
        let aliases = try AccessPolicy.protectedAliases()
        for name in ["champion", "Champion", "PROD", "production", "live", "default", "stable", "release"] {
            #expect(aliases.contains(name), "\(name)")
        }
        #expect(!aliases.contains("challenger"))
        #expect(!aliases.contains("champion2"))
    }

    @Test(
        "A list that cannot be trusted is refused",
        arguments: [
            "", "[]", "{}", "{\"aliases\": \"prod\"}", "{\"aliases\": [\"a b\"]}",
            "{\"aliases\": [], \"x\": []}",
        ]
    )
    func refused(_ json: String) {
        #expect(throws: ProtectedAliasesError.self) { try ProtectedAliases(json: Array(json.utf8)) }
    }

    @Test("An operator may protect nothing")
    func empty() throws {
        #expect(try ProtectedAliases(json: Array("{\"aliases\": []}".utf8)).names.isEmpty)
    }
}

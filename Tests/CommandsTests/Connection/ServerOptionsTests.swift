import Access
import ArgumentParser
import Testing

@testable import Commands

@Suite("Which server and which token")
struct ServerOptionsTests {
    private let token = APIToken(kind: .personal, randomBytes: Array(repeating: 7, count: 32)).secret

    private func target(
        _ arguments: [String],
        _ environment: [String: String] = [:],
        saved: SavedLogin? = nil
    ) throws -> ServerTarget {
        let folder = try TemporaryFolder()
        let settings = SettingsFolder(path: folder.path)
        if let saved { try settings.save(saved) }
        return try ServerOptions.parse(arguments).target(environment: environment, settings: settings)
    }

    @Test("Without anything it is this machine, without a token")
    func defaults() throws {
        let target = try target([])
        #expect(target.address.text == "http://127.0.0.1:8080")
        #expect(target.token == nil)
    }

    @Test("The flag wins over the environment, the environment over the saved login")
    func precedence() throws {
        let saved = SavedLogin(address: "https://saved.example", token: token)
        let environment = ["ASSAY_URL": "https://environment.example"]
        #expect(try target([], saved: saved).address.host == "saved.example")
        #expect(try target([], environment, saved: saved).address.host == "environment.example")
        let flagged = try target(["--url", "https://flag.example"], environment, saved: saved)
        #expect(flagged.address.host == "flag.example")
    }

    @Test("A saved token goes only to the server it was saved for")
    func savedTokenStaysHome() throws {
        let saved = SavedLogin(address: "https://saved.example", token: token)
        #expect(try target([], saved: saved).token == token)
        #expect(try target(["--url", "https://other.example"], saved: saved).token == nil)
    }

    @Test("A token is not sent over plain HTTP to another machine unless that is said")
    func plainHTTP() throws {
        let environment = ["ASSAY_TOKEN": token, "ASSAY_URL": "http://assay.example.com"]
        let failure = #expect(throws: CommandFailure.self) { try target([], environment) }
        #expect(failure?.status == .usage)
        #expect(failure?.text.contains(token) == false)
        #expect(try target(["--insecure-http"], environment).token == token)
        #expect(try target([], ["ASSAY_TOKEN": token]).token == token)
    }

    @Test("A mistyped token is told before anything is sent, and never repeated")
    func mistyped() throws {
        let wrong = String(token.dropLast()) + (token.hasSuffix("0") ? "1" : "0")
        let failure = #expect(throws: CommandFailure.self) { try target([], ["ASSAY_TOKEN": wrong]) }
        #expect(failure?.text.contains("mistyped") == true)
        #expect(failure?.text.contains(wrong) == false)
    }

    @Test("A token file may end with a line end, and holds one token")
    func tokenFile() throws {
        let folder = try TemporaryFolder()
        let good = try folder.write(token + "\n", to: "good")
        let two = try folder.write("\(token) \(token)", to: "two")
        #expect(try target(["--token-file", good]).token == token)
        #expect(throws: CommandFailure.self) { try target(["--token-file", two]) }
        #expect(throws: CommandFailure.self) { try target(["--token-file", folder.path + "/none"]) }
    }
}

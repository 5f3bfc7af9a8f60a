import HTTPTypes
import Testing

struct PageFileTests {
    private static let files = [
        ("/", "text/html; charset=utf-8"), ("/style.css", "text/css; charset=utf-8"),
        ("/icon.svg", "image/svg+xml"), ("/app.js", "text/javascript; charset=utf-8"),
        ("/answer.js", "text/javascript; charset=utf-8"), ("/ask.js", "text/javascript; charset=utf-8"),
        ("/catalog.js", "text/javascript; charset=utf-8"), ("/elements.js", "text/javascript; charset=utf-8"),
        ("/model.js", "text/javascript; charset=utf-8"),
        ("/server.js", "text/javascript; charset=utf-8"),
    ]

    @Test(
        "every file is served with its type and a policy that allows nothing but our own files",
        arguments: files
    )
    func served(path: String, type: String) async throws {
        let answer = try await Exchange(WebServer.router(), .get, path)
        #expect(answer.status == 200)
        #expect(!answer.body.isEmpty)
        #expect(answer.headers[.contentType] == type)
        let policy = try #require(answer.headers[.contentSecurityPolicy]).split(separator: "; ")
        #expect(policy.first == "default-src 'none'")
        for directive in policy.dropFirst() where directive.contains("-src") {
            #expect(directive.hasSuffix(" 'self'"))
        }
    }

    @Test("a browser that has a file is told so, until the file changes")
    func cached() async throws {
        let router = WebServer.router()
        let tag = try #require(try await Exchange(router, .get, "/app.js").headers[.eTag])
        for known in [tag, "W/\(tag)", "\"old\", \(tag)", "*"] {
            let answer = try await Exchange(router, .get, "/app.js", headers: [.ifNoneMatch: known])
            #expect(answer.status == 304)
            #expect(answer.body.isEmpty)
            #expect(answer.headers[.eTag] == tag)
        }
        let other = try await Exchange(router, .get, "/ask.js", headers: [.ifNoneMatch: tag])
        #expect(other.status == 200)
    }

    @Test("the page loads only what is served, and carries no script, style or handler of its own")
    func selfContained() async throws {
        let router = WebServer.router()
        let page = try await Exchange(router, .get, "/").text
        for loaded in page.matches(of: /(?:src|href)="(?<address>[^"#]+)"/).map(\.output.address) {
            #expect(try await Exchange(router, .get, String(loaded)).status == 200, "\(loaded)")
        }
        #expect(!page.contains("<style") && !page.contains("style=") && !page.contains("javascript:"))
        #expect(page.matches(of: /<script[^>]*>(?<code>[^<]*)/).allSatisfy { $0.output.code.isEmpty })
        #expect(page.firstMatch(of: #/ on[a-z]+=/#) == nil)
    }

    @Test(
        "scripts load only what is served and never turn text into markup",
        arguments: files.map(\.0).filter { $0.hasSuffix(".js") }
    )
    func scripts(path: String) async throws {
        let router = WebServer.router()
        let code = try await Exchange(router, .get, path).text
        for sink in [
            "innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "new Function",
        ] {
            #expect(!code.contains(sink))
        }
        for module in code.matches(of: /from "\.(?<address>[^"]+)"/).map(\.output.address) {
            #expect(try await Exchange(router, .get, String(module)).status == 200)
        }
    }
}

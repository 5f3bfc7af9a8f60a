import HTTPAPI
import HTTPTypes
import Hummingbird
import Testing
import WebUI

struct SessionRoutesTests {
    private static let jsonType = "application/json"
    private static let formType = "application/x-www-form-urlencoded; charset=utf-8"

    private func signIn(
        _ body: String,
        type: String? = jsonType,
        with fields: [(String, String)] = [],
        transport: Transport = .plain
    ) async throws -> Exchange {
        var headers: HTTPFields = [:]
        headers[.contentType] = type
        for (name, value) in fields { headers[try #require(HTTPField.Name(name))] = value }
        return try await Exchange(
            WebServer.router(transport: transport),
            .post,
            "/session",
            headers: headers,
            body: body
        )
    }

    private func attributes(_ exchange: Exchange) throws -> Set<String> {
        let cookie = try #require(exchange.headers[.setCookie])
        return Set(cookie.split(separator: ";").map { String($0.drop { $0 == " " }) })
    }

    @Test("a valid token becomes a cookie that scripts and other sites cannot use")
    func signsIn() async throws {
        let answer = try await signIn(#"{"token": " asy_pat_good\n"}"#)
        #expect(answer.status == 204)
        #expect(
            try attributes(answer) == [
                "assay_session=asy_pat_good", "Max-Age=43200", "Path=/", "HttpOnly", "SameSite=Strict",
            ]
        )
    }

    @Test("over TLS the cookie never travels in the clear")
    func secure() async throws {
        #expect(
            try attributes(await signIn(#"{"token": "asy_pat_good"}"#, transport: .tls)).contains("Secure")
        )
    }

    @Test(
        "a form signs in as well and leads to the page",
        arguments: ["token=asy_pat_good", "a=b&token=asy%5Fpat_good+"]
    )
    func form(body: String) async throws {
        let answer = try await signIn(body, type: Self.formType)
        #expect(answer.status == 303)
        #expect(answer.headers[.location] == "/")
        #expect(try attributes(answer).contains("assay_session=asy_pat_good"))
    }

    @Test("a token that is not valid sets no cookie", arguments: ["asy_pat_bad", "", "asy_pat_good;Secure"])
    func invalid(token: String) async throws {
        let answer = try await signIn(#"{"token": "\#(token)"}"#)
        #expect(answer.status == 401)
        #expect(answer.headers[.contentType] == "application/problem+json")
        #expect(answer.headers[.setCookie] == nil)
    }

    @Test(
        "a sign-in of another form is refused",
        arguments: [
            (#"{"token": 1}"#, jsonType, 422), (#"{"token": "asy_pat_good", "x": 1}"#, jsonType, 422),
            ("{", jsonType, 400),
            ("tokens=asy_pat_good", formType, 400), ("token=%zz", formType, 400), ("asy_pat_good", nil, 415),
            (String(repeating: " ", count: 4_097), jsonType, 413),
        ]
    )
    func malformed(body: String, type: String?, status: Int) async throws {
        let answer = try await signIn(body, type: type)
        #expect(answer.status == status)
        #expect(answer.headers[.setCookie] == nil)
    }

    @Test(
        "another site cannot sign its visitor in",
        arguments: [
            ("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Site", "same-site"),
            ("Origin", "http://evil.example"), ("Origin", "null"),
            ("Origin", "http://localhost.evil.example"),
        ]
    )
    func forged(name: String, value: String) async throws {
        let answer = try await signIn(#"{"token": "asy_pat_good"}"#, with: [(name, value)])
        #expect(answer.status == 403)
        #expect(answer.headers[.setCookie] == nil)
    }

    @Test(
        "the page itself may sign in, also behind a proxy that changes the host",
        arguments: [
            [("Origin", "http://localhost")],
            [("Sec-Fetch-Site", "same-origin"), ("Origin", "https://assay.example")],
        ]
    )
    func own(fields: [(String, String)]) async throws {
        #expect(try await signIn(#"{"token": "asy_pat_good"}"#, with: fields).status == 204)
    }

    @Test("signing out makes the browser forget the token")
    func signOut() async throws {
        let answer = try await Exchange(WebServer.router(), .delete, "/session")
        #expect(answer.status == 204)
        #expect(try attributes(answer).isSuperset(of: ["assay_session=", "Max-Age=0", "Path=/", "HttpOnly"]))
    }
}

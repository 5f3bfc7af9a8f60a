import Access
import Catalog
import Identifiers
import Testing

@Suite("A card as people read it")
struct CardPageTests {
    private static let attack = "</p><script>alert('x')</script><img src=x onerror=\"y\">"

    private static func page(_ json: JSONValue, purpose: String = "finds false claims") throws -> CardPage {
        let now = Instant(seconds: 1_780_000_000)
        let person = PrincipalID.new(at: now)
        let model = Model(
            id: .new(at: now),
            name: try ResourceName("fraud"),
            ownerTeamID: .new(at: now),
            ownerTeamName: "risk",
            accountableID: person,
            accountableName: "Ada",
            purpose: purpose,
            riskClass: .high,
            description: "",
            intendedUse: "",
            restrictions: "",
            versionCount: 0,
            createdAt: now,
            createdBy: person,
            updatedAt: now,
            deletedAt: nil,
            revision: 1
        )
        let document = CardReading(json).document
        let card = ModelCard(
            modelID: model.id,
            modelName: model.name,
            versionID: nil,
            versionNumber: nil,
            revision: 3,
            document: String(decoding: try document.canonicalBytes, as: UTF8.self),
            digest: try document.digest,
            writtenAt: now,
            writtenBy: person,
            writtenByName: "Ada <ada>"
        )
        let facts = CardFacts(model: model, version: nil, lineage: [], readAt: now)
        return try CardPage(facts: facts, modelCard: card, versionCard: nil)
    }

    @Test("HTML shows what was written as text: nothing of it becomes markup")
    func htmlIsSafe() throws {
        let html = try Self.page(
            [
                "model_details": [
                    "summary": .string(Self.attack), "references": ["https://example.com/?a=1&b=2"],
                ],
                "caveats": ["limitations": [.string(Self.attack)]],
                "quantitative_analyses": [
                    "unitary_results": [["metric": .string(Self.attack), "value": 0.5]]
                ],
            ],
            purpose: Self.attack
        ).html
        #expect(!html.lowercased().contains("<script"))
        #expect(!html.contains("<img"))
        #expect(html.contains("&lt;script&gt;"))
        #expect(html.contains("href=\"https://example.com/?a=1&amp;b=2\""))
        #expect(html.contains("Written by Ada &lt;ada&gt;"))
        #expect(html.contains("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'"))
        #expect(!html.contains("src=\"http"))
    }

    @Test("Markdown shows what was written as text: no markup, no HTML, no heading, no table cell of it")
    func markdownIsSafe() throws {
        let markdown = try Self.page([
            "model_details": [
                "summary": .string("# not a heading\n<script>\n[a](javascript:b)\n1. x\n- y\n    code")
            ],
            "caveats": ["limitations": ["a | b\n# c"]],
        ]).markdown
        let lines = markdown.split(separator: "\n").map(String.init)
        #expect(!lines.contains { $0.hasPrefix("# not") || $0.hasPrefix("<script") || $0.hasPrefix("- y") })
        #expect(markdown.contains("\\# not a heading"))
        #expect(markdown.contains("\\[a\\](javascript:b)"))
        #expect(markdown.contains("1\\. x"))
        #expect(lines.contains("- a \\| b \\# c"))
    }

    @Test("What the catalog knows stands beside what people wrote, each marked")
    func marks() throws {
        let page = try Self.page(["caveats": ["limitations": ["Only for claims"]]])
        for text in [page.markdown, page.html] {
            #expect(text.contains("From the catalog"))
            #expect(text.contains("finds false claims"))
            #expect(text.contains("Only for claims"))
            #expect(text.contains("revision 3 of the card of the model"))
            #expect(text.contains("Incomplete for risk class high"))
        }
        #expect(page.source(of: .caveats)?.revision == 3)
        #expect(page.source(of: .factors) == nil)
    }

    @Test(
        "A card links to the web and to nothing else",
        arguments: [
            ("https://example.com/a?b=c#d", true), ("HTTP://example.com", true), ("https://[::1]/", true),
            ("javascript:alert(1)", false), ("data:text/html,x", false), ("https:example.com", false),
            ("https://", false), ("https:///x", false), ("https://a\"onclick=", false),
            ("https://a>b", false),
            ("ftp://example.com", false), (" https://example.com", false), ("https://a\u{202E}b", false),
        ]
    )
    func links(_ text: String, _ isSafe: Bool) {
        #expect(WebLink.isSafe(text) == isSafe)
    }
}

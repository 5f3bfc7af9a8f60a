import Access
import Catalog
import Identifiers
import Persistence
import Testing

@Suite("Search for models")
struct ModelSearchTests {
    private static let models = [
        ("credit-risk_v1.2", "Scores loan applications", "XGBoost, retrained monthly"),
        ("churn", "Foretells who leaves", "Logistic regression v1.2"),
        ("Prüfer", "Prüft Anträge", "Übersetzt vorher"),
    ]

    private static let searches: [(String, [String])] = [
        ("credit", ["credit-risk_v1.2"]),
        ("credit-risk", ["credit-risk_v1.2"]),
        ("CREDIT risk", ["credit-risk_v1.2"]),
        ("loan scores", ["credit-risk_v1.2"]),
        ("loan leaves", []),
        ("loa", ["credit-risk_v1.2"]),
        ("loa scores", []),
        ("scores loa", ["credit-risk_v1.2"]),
        ("v1.2", ["churn", "credit-risk_v1.2"]),
        ("prüf", ["Prüfer"]),
        ("regression", ["churn"]),
        ("", ["Prüfer", "churn", "credit-risk_v1.2"]),
        ("&|!():*'", ["Prüfer", "churn", "credit-risk_v1.2"]),
        ("'; DROP TABLE models; --", []),
        ("churn'", ["churn"]),
        ("a:* | churn", []),
    ]

    @Test("Every word must occur, the last one at least as a beginning; no character has a hidden meaning")
    func words() async throws {
        try await withPersistence { fixture in
            let workspace = try await Workspace(fixture)
            for (name, purpose, description) in Self.models {
                var draft = try Workspace.modelDraft(name, team: workspace.team, person: workspace.person)
                draft.purpose = purpose
                draft.description = description
                draft.riskClass = .minimal
                _ = try await fixture.catalog.createModel(draft, under: try fixture.grant(.modelsCreate))
            }
            for (text, expected) in Self.searches {
                let search = ModelSearch(text: text, ownerTeamName: "risk", riskClass: .minimal)
                let page = try await fixture.catalog.models(
                    matching: search,
                    page: try #require(PageRequest())
                )
                #expect(page.items.map(\.name.text).sorted() == expected.sorted(), "\(text)")
            }
            let others = ModelSearch(text: nil, ownerTeamName: "nobody")
            #expect(
                try await fixture.catalog.models(matching: others, page: try #require(PageRequest())).items
                    .isEmpty
            )
            let long = ModelSearch(text: String(repeating: "a", count: 201))
            await #expect(throws: StoreFault.self) {
                _ = try await fixture.catalog.models(matching: long, page: try #require(PageRequest()))
            }
        }
    }
}

import Identifiers
import PostgresClient
import TestSupport
import Testing

@Suite("What one may not see changes nothing")
struct NonInterferenceTests {
    private static let askers: [Person] = [.employee, .engineer, .reviewer]

    @Test(
        "Answers, counts and confidence are those of a platform that holds only what the asker may see",
        arguments: [UInt64(1), 2, 3, 4, 5, 6]
    )
    func answersAreThoseOfTheVisiblePart(seed: UInt64) async throws {
        let workspace = RandomWorkspace(seed: seed)
        try await withStage { whole in
            try await whole.load(workspace.export)
            for person in Self.askers {
                let visible = try await Self.visibleChannels(of: person, whole)
                try await withStage { part in
                    try await part.load(workspace.only(visible))
                    for question in RandomWorkspace.questions + workspace.secrets.map({ "what of \($0)?" }) {
                        let answer = try await whole.ask(question, by: person)
                        let expected = try await part.ask(question, by: person)
                        #expect(answer == expected, "seed \(seed), \(person.rawValue): \(question)")
                        for secret in workspace.secrets(outside: visible) {
                            #expect(
                                !answer.testDescription.contains(secret),
                                "seed \(seed), \(person.rawValue)"
                            )
                        }
                    }
                }
            }
        }
    }

    @Test(
        "No answer, listing or stream of any address shows a word of a channel one is not in",
        arguments: [UInt64(11), 12]
    )
    func nothingShowsElsewhere(seed: UInt64) async throws {
        let workspace = RandomWorkspace(seed: seed)
        try await withStage { stage in
            try await stage.load(workspace.export)
            for person in Self.askers {
                let hidden = workspace.secrets(outside: try await Self.visibleChannels(of: person, stage))
                var calls = RandomWorkspace.questions.map {
                    Call.post("/api/v1/ask", ["question": .string($0), "limit": 20]).with(
                        "Accept",
                        "text/event-stream"
                    )
                }
                for route in RouteTable.cases where !route.isMutation {
                    calls.append(try await route.call(stage, person))
                }
                for call in calls {
                    let exchange = try await stage.send(call, by: person)
                    for word in hidden {
                        #expect(
                            !exchange.text.contains(word),
                            "\(call.path) shows \(word) to \(person.rawValue)"
                        )
                    }
                }
            }
        }
    }

    /// Computed here from the export's own rules, not by the platform.
    private static func visibleChannels(of person: Person, _ stage: Stage) async throws -> Set<String> {
        let rows = try await stage.platform.superuser.query(
            """
            SELECT c.native_id, c.kind, coalesce(p.is_guest, false) AS is_guest,
                   coalesce(p.is_deactivated, false) AS is_gone, m.container_id IS NOT NULL AS is_member
            FROM containers c
            LEFT JOIN source_people p ON p.source_id = c.source_id AND p.email = \(person.email ?? "")
            LEFT JOIN container_members m ON m.container_id = c.id AND m.person_native_id = p.native_id
            """
        )
        return Set(
            try rows.compactMap { row in
                let isGone = try row.decode("is_gone", as: Bool.self)
                let isGuest = try row.decode("is_guest", as: Bool.self)
                let isMember = try row.decode("is_member", as: Bool.self)
                let isOpen = try row.decode("kind", as: String.self) == "public_channel"
                let sees = !isGone && (isMember || isOpen && !isGuest)
                return sees ? try row.decode("native_id", as: String.self) : nil
            }
        )
    }
}

extension Stage {
    /// Imports the export and waits until everything of it can be found.
    fileprivate func load(_ export: SlackExport) async throws {
        let bytes = try await export.packed()
        try await whileImporting {
            let job = try await importing(bytes)
            try #require(job["state"] == "done", "\(job)")
        }
    }
}

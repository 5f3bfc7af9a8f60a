import Identifiers
import PostgresClient
import Testing

@Suite("Who sees what of a workspace")
struct VisibilityTests {
    /// Imports the workspace and gives what each question shows to each person.
    private static func withWorkspace(
        query: String = "",
        _ export: SlackExport = AcmeExport.export,
        _ body: (Stage) async throws -> Void
    ) async throws {
        try await withStage { stage in
            let bytes = try await export.packed()
            try await stage.whileImporting {
                let job = try await stage.importing(bytes, query: query)
                try #require(job["state"] == "done", "\(job)")
                try await body(stage)
            }
        }
    }

    private static func sees(_ person: Person, _ question: String, _ word: String, _ stage: Stage)
        async throws -> Bool
    {
        let answer = try await stage.ask(question, by: person)
        #expect(
            answer.quotes(word) == answer.testDescription.contains(word),
            "\(person.rawValue): \(answer.testDescription)"
        )
        return answer.quotes(word)
    }

    @Test("Open channels are seen by all but guests, who see the ones they are in, and people who left")
    func openChannels() async throws {
        try await Self.withWorkspace { stage async throws in
            let expected: [(Person, general: Bool, platform: Bool)] = [
                (.employee, true, true), (.engineer, true, true), (.admin, true, true),
                (.reviewer, true, false),
                (.otherEngineer, false, false),
            ]
            for (person, general, platform) in expected {
                #expect(
                    try await Self.sees(person, AcmeExport.openQuestion, "PostgreSQL", stage) == general,
                    "\(person.rawValue)"
                )
                #expect(
                    try await Self.sees(person, AcmeExport.platformQuestion, "Falcon", stage) == platform,
                    "\(person.rawValue)"
                )
            }
        }
    }

    @Test("A private channel is seen by its members alone: not by the administrator, not by members who left")
    func privateChannels() async throws {
        try await Self.withWorkspace { stage in
            for person in [Person.admin, .engineer, .otherEngineer, .reviewer, .employee] {
                let sees = try await Self.sees(person, AcmeExport.closedQuestion, "Marigold", stage)
                #expect(sees == (person == .engineer), "\(person.rawValue)")
            }
        }
    }

    @Test("Direct messages are not imported unless that is asked for")
    func directMessagesStayOut() async throws {
        try await Self.withWorkspace { stage async throws in
            #expect(try await stage.platform.count("messages") == 3)
            for person in [Person.engineer, .employee, .reviewer] {
                #expect(try await !Self.sees(person, AcmeExport.directQuestion, "Zephyr", stage))
                #expect(try await !Self.sees(person, AcmeExport.groupQuestion, "Quartz", stage))
            }
        }
    }

    @Test("Direct messages that were asked for are seen by those who wrote to each other")
    func directMessages() async throws {
        try await Self.withWorkspace(query: "?include_dms=true") { stage async throws in
            for person in [Person.admin, .engineer, .otherEngineer, .reviewer, .employee] {
                let isOne = person == .engineer || person == .employee
                #expect(
                    try await Self.sees(person, AcmeExport.directQuestion, "Zephyr", stage) == isOne,
                    "\(person.rawValue)"
                )
                let isInGroup = isOne || person == .reviewer
                #expect(
                    try await Self.sees(person, AcmeExport.groupQuestion, "Quartz", stage) == isInGroup,
                    "\(person.rawValue)"
                )
            }
        }
    }

    @Test("A mapping makes a person of the workspace one of ours, and its removal unmakes it")
    func mapping() async throws {
        try await Self.withWorkspace { stage in
            let path = "/api/v1/sources/\(Stage.source)/people/U0STRANGER/principal"
            #expect(try await !Self.sees(.employee, AcmeExport.closedQuestion, "Marigold", stage))
            try await stage.expect(
                .put(path, ["principal": .string("\(try stage.cast.id(.employee))")]),
                by: .admin
            )
            #expect(try await Self.sees(.employee, AcmeExport.closedQuestion, "Marigold", stage))
            try await stage.expect(.put(path, ["principal": nil]), by: .admin)
            #expect(try await !Self.sees(.employee, AcmeExport.closedQuestion, "Marigold", stage))
        }
    }

    @Test("A mapping wins over the e-mail address: whoever is mapped away loses what the address gave")
    func mappingWins() async throws {
        try await Self.withWorkspace { stage in
            let path = "/api/v1/sources/\(Stage.source)/people/U0ENGINEER/principal"
            try await stage.expect(
                .put(path, ["principal": .string("\(try stage.cast.id(.employee))")]),
                by: .admin
            )
            #expect(try await !Self.sees(.engineer, AcmeExport.closedQuestion, "Marigold", stage))
            #expect(try await Self.sees(.employee, AcmeExport.closedQuestion, "Marigold", stage))
        }
    }

    @Test("Whoever leaves a channel in a newer export sees nothing of it from then on")
    func leaving() async throws {
        try await Self.withWorkspace { stage in
            #expect(try await Self.sees(.engineer, AcmeExport.closedQuestion, "Marigold", stage))
            var newer = AcmeExport.export
            newer.channels[2].members = ["U0STRANGER"]
            try await stage.importing(try await newer.packed())
            #expect(try await !Self.sees(.engineer, AcmeExport.closedQuestion, "Marigold", stage))
        }
    }

    @Test("An older export imported later does not bring a membership back")
    func olderExport() async throws {
        var newer = AcmeExport.export
        newer.channels[2].members = ["U0STRANGER"]
        try await Self.withWorkspace(query: "?exported_at=2026-06-01", newer) { stage in
            try await stage.importing(try await AcmeExport.export.packed(), query: "?exported_at=2026-05-01")
            #expect(try await !Self.sees(.engineer, AcmeExport.closedQuestion, "Marigold", stage))
        }
    }

    @Test("A membership taken away in the middle of a question is honoured: the text is never read")
    func midQuestion() async throws {
        try await Self.withWorkspace { stage async throws in
            let superuser = stage.platform.superuser
            stage.platform.embedder.beforeEmbedding { _ in
                _ = try await superuser.execute(
                    "DELETE FROM container_members WHERE person_native_id = 'U0ENGINEER'"
                )
            }
            // The set of visible containers was fixed before the question was embedded.
            #expect(try await !Self.sees(.engineer, AcmeExport.closedQuestion, "Marigold", stage))
        }
    }

    @Test("A disabled principal sees nothing, even in the middle of a question")
    func disabledMidQuestion() async throws {
        try await Self.withWorkspace { stage async throws in
            let superuser = stage.platform.superuser
            stage.platform.embedder.beforeEmbedding { _ in
                _ = try await superuser.execute(
                    "UPDATE principals SET is_disabled = true WHERE email = 'engineer@example.com'"
                )
            }
            #expect(try await stage.ask(AcmeExport.openQuestion, by: .engineer).quotes.isEmpty)
        }
    }

    @Test("A source for members shows its open channels to people of the workspace alone")
    func membersOnly() async throws {
        try await withStage { stage in
            let source = "slack:members"
            let bytes = try await AcmeExport.export.packed()
            try await stage.expect(
                .post("/api/v1/sources", ["name": .string(source), "kind": "slack", "audience": "members"]),
                by: .admin
            )
            try await stage.whileImporting {
                try await stage.importing(bytes, into: source)
                #expect(try await Self.sees(.employee, AcmeExport.openQuestion, "PostgreSQL", stage))
                #expect(try await !Self.sees(.admin, AcmeExport.openQuestion, "PostgreSQL", stage))
            }
        }
    }
}

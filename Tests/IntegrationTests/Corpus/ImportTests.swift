import Identifiers
import PostgresClient
import Testing
import Workflows

@Suite("Imports of Slack exports")
struct ImportTests {
    private static func report(_ job: JSONValue, _ field: String) -> Int64? {
        job["report"]?[field]?.integer
    }

    @Test("An export is read, its report says what came of it, and questions find it")
    func imports() async throws {
        try await withStage { stage in
            try await stage.whileImporting {
                let job = try await stage.importing(try await AcmeExport.export.packed())
                #expect(job["state"] == "done", "\(job)")
                #expect(Self.report(job, "messagesAdded") == 3)
                let answer = try await stage.ask(AcmeExport.openQuestion, by: .engineer)
                #expect(answer.status == "answered", "\(answer.testDescription)")
                #expect(answer.quotes("PostgreSQL as the ledger database"))
            }
        }
    }

    @Test("Importing is recorded when it is queued and when it is finished, under the one who queued it")
    func isRecorded() async throws {
        try await withStage { stage in
            let before = try await stage.platform.entryCount()
            try await stage.whileImporting { try await stage.importing(try await AcmeExport.export.packed()) }
            #expect(try await stage.platform.entryCount() == before + 2)
        }
    }

    @Test("The same export again adds nothing and changes nothing")
    func isIdempotent() async throws {
        try await withStage { stage in
            let bytes = try await AcmeExport.export.packed()
            try await stage.whileImporting {
                try await stage.importing(bytes)
                let before = try await CorpusRows(stage)
                let answer = try await stage.ask(AcmeExport.openQuestion, by: .engineer)
                let again = try await stage.importing(bytes)
                #expect(again["state"] == "done")
                #expect(Self.report(again, "messagesAdded") == 0)
                #expect(Self.report(again, "messagesChanged") == 0)
                #expect(Self.report(again, "messagesUnchanged") == 3)
                #expect(Self.report(again, "chunksAdded") == 0)
                #expect(try await CorpusRows(stage) == before)
                #expect(try await stage.ask(AcmeExport.openQuestion, by: .engineer) == answer)
            }
        }
    }

    @Test(
        "A message edited in a newer export is quoted as it now reads, also after the older one comes again"
    )
    func edits() async throws {
        try await withStage { stage in
            let old = AcmeExport.export
            var new = old
            new.channels[0].messages[0].text =
                "We decided to use SQLite as the ledger database because it is embedded."
            new.channels[0].messages[0].editedTS = SlackExport.ts(60)
            let question = "which ledger database was decided and because of what?"
            try await stage.whileImporting {
                try await stage.importing(try await old.packed())
                #expect(try await stage.ask(question, by: .engineer).quotes("PostgreSQL"))
                for export in [new, old] {
                    let job = try await stage.importing(try await export.packed())
                    #expect(job["state"] == "done")
                    let answer = try await stage.ask(question, by: .engineer)
                    #expect(answer.quotes("SQLite"))
                    #expect(!answer.testDescription.contains("PostgreSQL"))
                }
            }
        }
    }

    @Test("A message that a newer export says was deleted is quoted no more")
    func deletions() async throws {
        try await withStage { stage in
            var newer = AcmeExport.export
            newer.channels[0].messages = [AcmeExport.message("Lunch is at noon in the kitchen today.", 30)]
            newer.channels[0].deletedTS = [SlackExport.ts(1)]
            try await stage.whileImporting {
                try await stage.importing(try await AcmeExport.export.packed())
                #expect(try await stage.ask(AcmeExport.openQuestion, by: .engineer).quotes("PostgreSQL"))
                let job = try await stage.importing(try await newer.packed())
                #expect(Self.report(job, "messagesDeleted") == 1)
                let answer = try await stage.ask(AcmeExport.openQuestion, by: .engineer)
                #expect(!answer.testDescription.contains("PostgreSQL"))
            }
        }
    }

    private static let damaged: [(name: String, bytes: @Sendable ([UInt8]) -> [UInt8])] = [
        ("no archive", { _ in Array("this is no zip".utf8) }), ("nothing", { _ in [] }),
        ("the first half", { Array($0.prefix($0.count / 2)) }),
        (
            "a damaged middle",
            { $0.enumerated().map { index, byte in index > 40 && index < 400 ? byte ^ 0xFF : byte } }
        ),
    ]

    @Test("A corrupt archive fails with its reason and does no harm", arguments: damaged.indices)
    func corruptArchive(index: Int) async throws {
        try await withStage { stage in
            let bytes = try await AcmeExport.export.packed()
            try await stage.whileImporting {
                try await stage.importing(bytes)
                let before = try await CorpusRows(stage)
                let job = try await stage.importing(Self.damaged[index].bytes(bytes))
                #expect(job["state"] == "failed", "\(Self.damaged[index].name): \(job)")
                let failure = try #require(job["failure"]?.string)
                #expect(!failure.isEmpty)
                if failure.contains("no zip") { #expect(failure.hasPrefix("export.zip is no zip")) }
                #expect(try await CorpusRows(stage) == before)
                #expect(try await stage.ask(AcmeExport.openQuestion, by: .engineer).quotes("PostgreSQL"))
            }
        }
    }

    @Test("An import whose author lost the right fails instead of running")
    func authorLostTheRight() async throws {
        try await withStage { stage in
            try await stage.withdrawOwnImport()
            let path = try await stage.queue(try await AcmeExport.export.packed())
            _ = try await stage.platform.superuser.execute(
                "UPDATE principals SET roles = '{reviewer}' WHERE email = 'admin@example.com'"
            )
            let worker = stage.platform.importWorker()
            try await whileRunning([{ await worker.run() }]) {
                try await waitUntil("the import to fail") {
                    try await stage.send(.get(path), by: .reviewer).json["state"] == "failed"
                }
            }
            #expect(try await stage.platform.count("messages") == 0)
        }
    }

    @Test("The search index follows an import by itself")
    func indexFollows() async throws {
        try await withStage { stage in
            let follower = stage.platform.follower(stage.platform.index)
            let worker = stage.platform.importWorker()
            try await stage.withdrawOwnImport()
            let path = try await stage.queue(try await AcmeExport.export.packed())
            try await whileRunning([{ try await follower.run() }, { await worker.run() }]) {
                try await waitUntil("the answer") {
                    try await stage.ask(AcmeExport.openQuestion, by: .engineer).quotes("PostgreSQL")
                }
                #expect(follower.isReady)
                try await waitUntil("the end of the import") {
                    try await stage.expect(.get(path), by: .admin).json["state"] == "done"
                }
            }
        }
    }
}

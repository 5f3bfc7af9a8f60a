import ConnectorKit
import Corpus
import SlackConnector

/// A small export written by a test: members by name, read from a folder of the test's own.
struct SampleExport {
    let folder: TemporaryFolder
    var options = SlackImportOptions()

    init(_ members: [String: String]) throws {
        folder = try TemporaryFolder()
        for (name, text) in members { try folder.write(Array(text.utf8), to: "acme/" + name) }
    }

    /// The lists of a workspace with one conversation of every kind.
    static let lists = [
        "users.json": """
        [{"id":"U0ANN","name":"ann","profile":{"display_name":"Ann","email":"ann@acme.test"}},
         {"id":"U0BOB","name":"bob","real_name":"Bob Ray","profile":{"display_name":""},"is_restricted":true},
         {"id":"U0BOT","name":"bot","is_bot":true,"deleted":true,"profile":null}, {"name":"no id"}]
        """,
        "channels.json": """
        [{"id":"C0GENERAL","name":"general","created":"1452837318","members":["U0BOB","U0ANN","U0ANN"],
          "topic":{"value":"all"},"purpose":{"value":"talk"},"is_archived":false},
         {"id":"C0BYIDXXX","name":"by-id","created":1452837318,"members":null},
         {"id":"C0HIDDEN1","name":"flagged","is_private":true,"members":["U0ANN"]}]
        """,
        "groups.json": #"[{"id":"G0SECRET1","name":"secret","members":["U0ANN"]}]"#,
        "dms.json": #"[{"id":"D0PRIVATE","members":["U0ANN","U0BOB"]}]"#,
        "mpims.json":
            #"[{"id":"G0MPIM001","name":"mpdm-ann--bob--cy-1","members":["U0ANN","U0BOB","U0CYN"]}]"#,
    ]

    func reader(checkpoint: ImportCheckpoint? = nil) throws -> SlackExportReader {
        let source = try ExportPath.source(at: folder.path + "/acme")
        return SlackExportReader(source: source, options: options, checkpoint: checkpoint)
    }

    func read() throws -> Everything { try Everything(reader()) }
}

/// All batches of a reader put together.
struct Everything {
    var people: [String: ExportedPerson] = [:]
    var containers: [String: ExportedContainer] = [:]
    var messages: [ExportedMessage] = []
    var deletions: [ExportedDeletion] = []
    var checkpoints: [ImportCheckpoint] = []
    var summary = ImportSummary()
    var progress = ImportProgress()
    var error: ExportError?

    init(_ reader: SlackExportReader) throws {
        var reader = reader
        do {
            while let batch = try reader.nextBatch() { add(batch) }
        } catch let error as ExportError {
            self.error = error
        }
    }

    private mutating func add(_ batch: ExportBatch) {
        for person in batch.people { people[person.nativeID] = person }
        for container in batch.containers { containers[container.nativeID] = container }
        messages += batch.messages
        deletions += batch.deletions
        checkpoints.append(batch.checkpoint)
        progress = batch.progress
        summary.add(batch)
    }

    /// Texts by `ts`.
    var texts: [String: String] { Dictionary(messages.map { ($0.nativeID, $0.text) }) { $1 } }

    func problems(_ kind: ImportProblem.Kind) -> [String?] {
        summary.problems.filter { $0.kind == kind }.map(\.member)
    }
}

import ArgumentParser
import Identifiers

/// `assay dataset schema`
struct DatasetSchemaCommand: ClientCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Show the columns of a version, or what changed in them since another.",
        discussion: """
            With --since the command ends with status 1 when who reads the old columns may find something missing \
            or unlike.

            Examples:
              assay dataset schema tickets-2026 2
              assay dataset schema tickets-2026 2 --since 1
            """
    )

    @OptionGroup var server: ServerOptions
    @OptionGroup var format: FormatOptions
    @Argument(help: "Name of the dataset.") var name: String
    @Argument(help: "Number of the version, from 1.") var version: VersionNumber
    @Option(help: "Number of an earlier version.") var since: VersionNumber?

    func perform(in session: Session) async throws {
        let path = AddressPath.api("datasets", name, "versions", version.text)
        guard let since else {
            let schema = try await session.server.get(path.appending("schema")).value
            let columns = ServerConnection.Listing(items: schema["columns"]?.array ?? [])
            return session.console.report(
                columns,
                ["name", "type", "nullable", "description"],
                as: format.format
            )
        }
        let changes = try await session.server.get(
            path.appending("schema-changes"),
            query: [("from", since.text)]
        ).value
        if format.format == .json {
            session.console.write(JSONText.pretty(changes), to: .output)
        } else {
            let rows = ServerConnection.Listing(items: Self.rows(changes))
            session.console.report(rows, ["change", "name", "before", "after"], as: format.format)
        }
        if changes["breaking"] == true { throw CommandFailure.told(.answerIsNo) }
    }

    /// One row a column that came, went or changed.
    static func rows(_ changes: JSONValue) -> [JSONValue] {
        func columns(_ word: String, _ side: String) -> [JSONValue] {
            (changes[word]?.array ?? []).map { column in
                [
                    "change": .string(word), "name": column["name"] ?? .null,
                    side: .string(described(column)),
                ]
            }
        }
        let changed = (changes["changed"]?.array ?? []).map { change -> JSONValue in
            [
                "change": "changed", "name": change["name"] ?? .null,
                "before": .string(described(change["before"] ?? .null)),
                "after": .string(described(change["after"] ?? .null)),
            ]
        }
        return columns("added", "after") + columns("removed", "before") + changed
    }

    private static func described(_ column: JSONValue) -> String {
        (column["type"]?.string ?? "") + (column["nullable"] == false ? ", never null" : "")
    }
}

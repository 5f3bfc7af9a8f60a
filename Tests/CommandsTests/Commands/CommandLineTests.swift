import ArgumentParser
import Testing

@testable import Commands

@Suite("Command lines")
struct CommandLineTests {
    private struct Root: ParsableCommand {
        static let configuration = CommandConfiguration(commandName: "assay", subcommands: ClientCommands.all)
    }

    @Test(
        "Commands are understood as they are documented",
        arguments: [
            "whoami --format json", "login --url https://assay.example.com", "logout",
            "token create --label laptop",
            "token list --user ada@example.com", "token revoke 01938c1e-5e7a-7cc1-9d3c-0242ac120002",
            "user create Ada --email ada@example.com --role ml_engineer --role reviewer",
            "user create robot --kind service --role service", "user list --limit 5", "user show ada",
            "user update ada --role admin", "user disable ada", "user enable ada",
            "team create ranking --member ada --role ml_engineer", "team list", "team add ranking ada bo",
            "team remove ranking ada",
            "model register churn --team t --accountable a@b --purpose p --risk limited",
            "model list --team t --risk high", "model search churn --format csv",
            "model show churn", "model show churn 3", "model update churn --risk high", "model version churn",
            "model versions churn", "model seal churn 3", "model upload churn 3 a b --under c",
            "model download churn 3 --into x", "model files churn 3", "model lineage churn 3",
            "model link churn 3 --dataset d --dataset-version 1 --role training",
            "dataset register d --team t", "dataset list", "dataset show d", "dataset version d file.csv",
            "model lineage churn 3 --direction downstream --only deployment --format mermaid",
            "model card churn", "model card show churn 3 --format html",
            "model card write churn --file c.json",
            "model card review churn 3 --file c.json", "model card history churn --limit 3",
            "model retire churn 2 --reason old --successor churn/3 --since 2026-01-01",
            "model hold place churn 3 --reason case", "model hold list churn",
            "model hold release churn 01938c1e-5e7a-7cc1-9d3c-0242ac120002 --reason settled",
            "model export churn --output x.tar --overwrite",
            "model import x.tar --team t --accountable a@b --name c",
            "model alias list churn", "model alias set churn champion 3", "model alias remove churn champion",
            "model alias history churn", "model transition churn 3 candidate --reason better",
            "model promote churn 3 --to canary", "model transfer churn --team pricing",
            "model history churn 3", "model quantize churn 3 --scheme int8-accurate --texts -",
            "model quantize churn 3 --scheme int8 --texts a.txt --least-cosine 0.98 --top10-overlap 0.9",
            "model evaluations churn 3 --format json",
            "run list --experiment 7", "run search filter --experiment 7 --experiment 8 --order-by order",
            "run show 0193f0a1b2c37d4e8f5061728394a5b6", "run metrics 0193f0a1b2c37d4e8f5061728394a5b6 loss",
            "run lineage 0193f0a1b2c37d4e8f5061728394a5b6 --direction upstream", "run experiments",
            "dataset search tickets --sensitivity internal --residency EU --licence MIT --team t",
            "dataset update d --licence MIT --keep-days 30 --then delete", "dataset schema d 2 --since 1",
            "dataset check d 1 --file checks.json", "dataset check d 1 --all",
            "dataset lineage d 1 --only deployment --format csv",
            "deployment list --model churn --status active",
            "deployment add churn 3 --environment shop --class production --alongside",
            "deployment end 01938c1e-5e7a-7cc1-9d3c-0242ac120002 --reason moved", "source list",
            "source create slack:acme --workspace-domain acme",
            "source imports slack:acme", "source map-person slack:acme U1 --user ada",
            "source map-person slack:acme U1 --none",
            "ingest slack export.zip --source slack:acme --create-source --workspace-domain acme --include-dms --assume-public --exported-at 2026-01-01 --no-wait",
            "ask why --source slack:acme --from 2026-01-01 --to 2026-02-01T00:00:00Z --limit 4 --format markdown",
            "audit verify --format json", "audit verify --dir copy --key-file keys",
            "audit report --from 2026-01-01 --actor ada --action models. --model churn --format html --output r.html",
            "audit proof 01938c1e-5e7a-7cc1-9d3c-0242ac120002 --output p", "audit export folder",
        ]
    )
    func understood(line: String) throws {
        _ = try Root.parseAsRoot(line.split(separator: " ").map { String($0) })
    }

    @Test(
        "Wrong usage ends with status 2",
        arguments: [
            "ask", "unknown", "user create Ada", "user update ada", "model update churn",
            "model show churn 0", "model quantize churn 3 --scheme int4 --texts a",
            "model quantize churn 3 --scheme int8 --texts a --least-cosine 1.5", "model retire churn",
            "model hold place churn",
            "model transfer churn", "model promote churn 3 --to draft",
            "dataset update d", "dataset register d --team t --keep-days 0", "deployment add churn 3",
            "model register churn --team t --accountable a --purpose p --risk enormous",
            "dataset version d",
            "dataset version d file --digest sha256:00", "dataset version d --digest sha256:00",
            "source create acme", "source map-person slack:acme U1", "ask why --from yesterday",
            "ingest slack x --source jira:acme", "ingest slack x --source slack:acme --workspace-domain a",
            "token create --label a --days 400", "audit proof 12", "audit verify --format html",
            "user list --limit 0",
        ]
    )
    func refused(line: String) {
        let error = #expect(throws: (any Error).self) {
            _ = try Root.parseAsRoot(line.split(separator: " ").map { String($0) })
        }
        if let error { #expect(CommandLineProgram.status(of: error, in: Root.self) == 2) }
    }

    @Test("Asking for help is no failure")
    func help() throws {
        var command = try Root.parseAsRoot(["audit", "verify", "--help"])
        let error = #expect(throws: (any Error).self) { try command.run() }
        if let error { #expect(CommandLineProgram.status(of: error, in: Root.self) == 0) }
    }

    @Test("Every command says what it is for")
    func abstracts() {
        var rest = ClientCommands.all
        while let command = rest.popLast() {
            #expect(!command.configuration.abstract.isEmpty, "\(command)")
            rest += command.configuration.subcommands
        }
    }

    @Test(
        "What a command ends with is the status of the program",
        arguments: [CommandStatus.answerIsNo, .usage, .impossible]
    )
    func statuses(status: CommandStatus) {
        let error = #expect(throws: ExitCode.self) {
            try CommandEnd.end(with: .told(status), console: Transcript().console())
        }
        if let error { #expect(CommandLineProgram.status(of: error, in: Root.self) == status.rawValue) }
    }
}

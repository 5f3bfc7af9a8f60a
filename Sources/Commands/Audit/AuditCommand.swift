import ArgumentParser

/// `assay audit`
struct AuditCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "audit",
        abstract: "The audit log: verify it, report from it, prove single entries, take a copy.",
        subcommands: [
            AuditVerifyCommand.self, AuditReportCommand.self, AuditProofCommand.self, AuditExportCommand.self,
        ]
    )
}

import ArgumentParser
import Commands

/// `assay version`
struct VersionCommand: ParsableCommand {
    static let configuration = CommandConfiguration(commandName: "version", abstract: "Print the version.")

    func run() throws {
        Announcement.write("assay \(BuildVersion.text)\n")
    }
}

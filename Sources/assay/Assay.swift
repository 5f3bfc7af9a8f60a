import ArgumentParser
import Commands

/// The one binary.
@main
struct Assay: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assay",
        abstract: "A governed model catalog, and cited answers from what your organisation has written.",
        version: BuildVersion.text,
        subcommands: [
            ServeCommand.self, InitCommand.self, MigrateCommand.self, DoctorCommand.self, ConfigCommand.self,
            VersionCommand.self, KeyCommand.self, LogCommand.self, BenchCommand.self,
        ] + ClientCommands.all
    )

    /// Exit statuses: 0 good, 1 the answer is no, 2 wrong usage, 3 it could not be done.
    static func main() async {
        await CommandLineProgram.run(Self.self)
    }
}

/// The version that the binary reports everywhere.
enum BuildVersion {
    static let text = "0.1.0"
}

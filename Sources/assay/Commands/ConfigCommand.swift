import ArgumentParser
import Commands

/// `assay config`
struct ConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "config",
        abstract: "Print the settings that apply and where each comes from; secrets are masked.",
        discussion: "Precedence: flag, environment, file, default."
    )

    @OptionGroup var options: ServerOptions

    func run() throws {
        do {
            let values = try options.values()
            for setting in SettingSpecification.allCases {
                let value = values.values[setting]
                let text = value.map { setting.isSecret ? "********" : $0.text } ?? "(not set)"
                let origin = value.map { " (\($0.origin.rawValue))" } ?? ""
                Announcement.write("\(setting.rawValue): \(text)\(origin)\n")
            }
            _ = try ServerSettings(values)
        } catch {
            throw ServerFailure(error)
        }
    }
}

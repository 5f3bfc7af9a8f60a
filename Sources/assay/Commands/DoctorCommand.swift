import Access
import ArgumentParser
import Commands
import FoundationEssentials
import PolicyLibrary
import Tensors

/// `assay doctor`
struct DoctorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "doctor",
        abstract: "Check what the server needs on this machine, without changing anything."
    )

    @OptionGroup var options: ServerOptions

    func run() async throws {
        let findings = await findings()
        for finding in findings {
            Announcement.write(
                "\(finding.problem == nil ? "ok  " : "FAIL") \(finding.subject): \(finding.text)\n"
            )
        }
        if findings.contains(where: { $0.problem != nil }) { throw ExitCode(1) }
    }

    private struct Finding {
        var subject: String
        var text: String
        var problem: String?
    }

    private func findings() async -> [Finding] {
        let settings: ServerSettings
        do {
            settings = try options.settings()
        } catch {
            return [Finding(subject: "configuration", text: "\(error)", problem: "invalid")]
        }
        let speed = await ProcessorReport.measure(modelFolder: settings.embeddingModelFolder)
        return [
            Finding(subject: "configuration", text: "valid"),
            Finding(subject: "processor", text: speed.processor),
            Finding(subject: "roofline", text: speed.roofline),
            policies(settings), model(settings),
        ] + speed.models.map { Finding(subject: "encoder", text: $0) }
    }

    private func policies(_ settings: ServerSettings) -> Finding {
        do {
            let roles = try AccessPolicy.roles(from: settings.policyFolder)
            return Finding(subject: "policies", text: "\(roles.roles.count) roles")
        } catch {
            return Finding(subject: "policies", text: "\(error)", problem: "invalid")
        }
    }

    private func model(_ settings: ServerSettings) -> Finding {
        let missing = ["config.json", "model.safetensors", "tokenizer.json"].filter {
            !FileManager.default.isReadableFile(atPath: "\(settings.embeddingModelFolder)/\($0)")
        }
        let folder = settings.embeddingModelFolder
        if missing.isEmpty { return Finding(subject: "embedding model", text: folder) }
        let text = "\(folder) lacks \(missing.joined(separator: ", ")); run `make model`"
        return Finding(subject: "embedding model", text: text, problem: "missing")
    }
}

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
        let speed = await ProcessorReport.measure(settings)
        let backends = speed.backends.map { Finding(subject: "backend", text: $0) }
        return [
            Finding(subject: "configuration", text: "valid"),
            Finding(subject: "processor", text: speed.processor),
            Finding(subject: "roofline", text: speed.roofline),
        ] + backends + [
            policies(settings), Self.finding("embedding model", settings.embeddingModel),
        ] + settings.servedModels.map { Self.finding("served model", $0) }
            + [Self.memory(settings)] + speed.models.map { Finding(subject: "encoder", text: $0) }
    }

    private func policies(_ settings: ServerSettings) -> Finding {
        do {
            let roles = try AccessPolicy.roles(from: settings.policyFolder)
            return Finding(subject: "policies", text: "\(roles.roles.count) roles")
        } catch {
            return Finding(subject: "policies", text: "\(error)", problem: "invalid")
        }
    }

    /// Weights may come in parts; what a version of the catalog holds is seen when the server starts.
    private static func finding(_ subject: String, _ model: ServedModelSetting) -> Finding {
        guard let folder = model.folder else {
            return Finding(subject: subject, text: "\(model.text), to be read from the catalog")
        }
        func isThere(_ name: String) -> Bool {
            FileManager.default.isReadableFile(atPath: "\(folder)/\(name)")
        }
        var missing = ["config.json", "tokenizer.json"].filter { !isThere($0) }
        if !isThere("model.safetensors"), !isThere("model.safetensors.index.json") {
            missing.append("model.safetensors")
        }
        if missing.isEmpty { return Finding(subject: subject, text: model.text) }
        let text = "\(folder) lacks \(missing.joined(separator: ", ")); run `make model`"
        return Finding(subject: subject, text: text, problem: "missing")
    }

    private static func memory(_ settings: ServerSettings) -> Finding {
        let models = settings.modelMemoryMiB.map { "\($0) MiB" } ?? "no limit"
        return Finding(
            subject: "model memory",
            text: "\(models) for models, \(settings.resultCacheMiB) MiB for results"
        )
    }
}

import Commands
import FoundationEssentials

/// What a person sees when the server is up: the address, and with the sample workspace how to try it.
struct Welcome: Sendable {
    let scheme: String
    let host: String
    let sampleTokens: SampleTokens?

    func show(port: Int) {
        let address = "\(scheme)://\(host.contains(":") ? "[\(host)]" : host):\(port)"
        var lines = ["", "Assay is serving at \(address)", ""]
        if let sampleTokens { lines += trial(address, sampleTokens) }
        Announcement.write(lines.joined(separator: "\n") + "\n")
    }

    private func trial(_ address: String, _ tokens: SampleTokens) -> [String] {
        var lines = ["Sign in on the page with one of these tokens (sample workspace, on this machine only):"]
        for entry in tokens.entries {
            lines.append("  \(padded(entry.name, 18)) \(padded(entry.role, 12)) \(entry.token)")
        }
        guard let asker = tokens.entries.first(where: { $0.role == "employee" }),
            let engineer = tokens.entries.first(where: { $0.role == "ml_engineer" }),
            let reviewer = tokens.entries.first(where: { $0.role == "reviewer" })
        else { return lines }
        let binary = CommandLine.arguments.first ?? "assay"
        lines += [
            "", "Three things to try in another terminal:", "",
            "  ASSAY_URL=\(address) ASSAY_TOKEN=\(asker.token) \\",
            "    \(binary) ask \"Why did the threshold of the credit model change?\"", "",
            "  curl -sS -H \"Authorization: Bearer \(engineer.token)\" -H 'Content-Type: application/json' \\",
            "    -d '{\"name\":\"late-invoice\",\"owner_team\":\"credit\",\"accountable\":\"priya.raman@tidewater.example\","
                + "\"purpose\":\"Predicts late payment.\",\"risk_class\":\"limited\"}' \(address)/api/v1/models",
            "",
            "  ASSAY_URL=\(address) ASSAY_TOKEN=\(reviewer.token) \\",
            "    \(binary) audit verify", "",
        ]
        return lines
    }

    private func padded(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: max(0, width - text.count))
    }
}

extension SampleTokens {
    /// Throws when there are none.
    static func read(from path: String) throws -> SampleTokens {
        guard let bytes = FileManager.default.contents(atPath: path) else {
            throw SettingFaults(["there are no sample tokens at \(path)"])
        }
        return try JSONDecoder().decode(SampleTokens.self, from: bytes)
    }
}

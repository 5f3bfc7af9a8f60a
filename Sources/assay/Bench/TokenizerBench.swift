import FoundationEssentials
import Inference

/// Tokenizers of every kind on real lines of text, against the tokens and the speed of PyPI's `tokenizers`.
///
/// The folder holds `lines`, and for each kind `KIND.json` with the tokenizer and `KIND.ids` with the tokens;
/// `peer` is a program that tokenises the same lines with the kind given and prints the seconds that it took.
struct TokenizerBench {
    private static let peerSecondsMax = 600.0

    let run: BenchRun

    func callAsFunction(_ show: (BenchSection) -> Void) async throws {
        let folder = ProcessInfo.processInfo.environment["ASSAY_BENCH_TOKENIZERS"] ?? ""
        guard !folder.isEmpty else {
            run.say("tokenizers: ASSAY_BENCH_TOKENIZERS names no folder; scripts/check-tokenizers makes one")
            return
        }
        let lines = try TokenizerLines(folder: folder)
        var section = BenchSection("Tokenizers, one thread", peerName: "tokenizers (PyPI)")
        for kind in try Self.kinds(folder) { try await measure(kind, folder, lines, &section) }
        section.remarks.append(
            "\(RoundFigures.text(Double(lines.texts.count))) lines, "
                + "\(RoundFigures.text(Double(lines.bytes))) bytes of UTF-8, one call a line, special tokens "
                + "included; every line has exactly the peer's tokens."
        )
        show(section)
    }

    private static func kinds(_ folder: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".ids") }
            .map { String($0.dropLast(4)) }.sorted()
    }

    private func measure(
        _ kind: String,
        _ folder: String,
        _ lines: TokenizerLines,
        _ section: inout BenchSection
    ) async throws {
        let file = try ModelFile(path: "\(folder)/\(kind).json", bytesMax: 1 << 28)
        let tokenizer = try TokenizerFile.tokenizer(file)
        try lines.check(tokenizer, against: "\(folder)/\(kind).ids", kind: kind)
        var (own, peer) = (RoundFigures(), RoundFigures())
        for round in 1...run.plan.rounds {
            run.say("tokenizers: \(kind), \(round) of \(run.plan.rounds)")
            var tokens = 0
            let start = ContinuousClock.now
            for text in lines.texts { tokens += tokenizer.encode(text, tokensMax: .max).count }
            own.append(Double(tokens) / (ContinuousClock.now - start).seconds / 1e6)
            guard let seconds = try await peerSeconds(kind, folder) else { continue }
            peer.append(Double(tokens) / seconds / 1e6)
        }
        section.add(kind, "million tokens/s", own, peer: peer.values.isEmpty ? nil : peer)
    }

    /// Nil without a program to measure beside.
    private func peerSeconds(_ kind: String, _ folder: String) async throws -> Double? {
        let path = "\(folder)/peer"
        guard FileManager.default.isExecutableFile(atPath: path) else { return nil }
        let program = try ChildProgram(
            path: path,
            [kind],
            environment: ProcessInfo.processInfo.environment,
            outputFile: "\(run.folder)/tokenizers.log"
        )
        let text = try await program.line(after: "seconds ", secondsMax: Self.peerSecondsMax)
        await program.stop()
        return Double(text)
    }
}

extension Duration {
    fileprivate var seconds: Double {
        Double(components.seconds) + Double(components.attoseconds) / 1e18
    }
}

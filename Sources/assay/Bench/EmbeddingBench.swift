import Foundation

/// Texts to vectors: in process, through HTTP with many clients, and both kinds of requests at once.
///
/// ASSAY_BENCH_EMBEDDING_VENV names the Python environment of the others; without it nobody is measured beside.
struct EmbeddingBench {
    let run: BenchRun

    func callAsFunction(_ show: (BenchSection) -> Void) async throws {
        let export = try BenchCorpus.export(run)
        let texts = try MessageTexts.read(export, count: run.plan.embeddedMessages)
        let name = URL(filePath: export).lastPathComponent
        let environment = ProcessInfo.processInfo.environment["ASSAY_BENCH_EMBEDDING_VENV"] ?? ""
        let python = environment.isEmpty ? nil : "\(environment)/bin/python"
        show(try await WholePathBench(run: run, texts: texts, source: name, python: python)())
        let workspace = try await BenchWorkspace.make(run, name: "embeddings")
        let questions = MessageTexts.distinct(texts)
        try await BenchServer.running(run, dataDirectory: workspace.dataDirectory) { server in
            let target = EmbeddingTarget(address: server.address, token: workspace.adminToken)
            let service = EmbeddingServiceBench(run: run, texts: questions, target: target, python: python)
            show(try await service(server.program.pid))
            show(try await MixedLoadBench(run: run, texts: questions, target: target)())
        }
    }
}

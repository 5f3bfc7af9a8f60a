import ArgumentParser
import Foundation
import Identifiers
import Testing

@testable import Commands

@Suite("Quantising on the command line")
struct QuantizeCommandTests {
    private static let evaluation = #"""
        {"id": "e1", "kind": "quantization_accuracy", "model": "search", "version": 4, "passed": true,
         "against": {"model": "search", "version": 3}, "data_count": 50, "metrics": {"least_cosine": 0.9975,
         "mean_cosine": 0.999, "top10_overlap": 0.975}, "thresholds": {"least_cosine": 0.99,
         "top10_overlap": 0.95}, "details": {"scheme": "int8"}, "evaluated_at": "2026-03-01T12:00:00Z",
         "evaluated_by": "p1", "audit_entry": "a1"}
        """#

    @Test("The lines of a file go to the server as texts, and the figures come back beside what was needed")
    func quantizes() async throws {
        let world = try TestSession { _, _ in
            .json(
                #"{"version": {"model": "search", "version": 4, "state": "sealed"}, "evaluation": \#(Self.evaluation)}"#,
                status: 201,
                headers: ["assay-audit-entry": "a1"]
            )
        }
        let folder = try TemporaryFolder()
        let file = try folder.write("first text\r\n\n  second \nthird", to: "texts.txt")
        let arguments = [
            "search", "3", "--scheme", "int8", "--texts", file, "--least-cosine", "0.98", "--format", "csv",
        ]
        try await ModelQuantizeCommand.parse(arguments).perform(in: world.session)
        let request = try #require(world.server.received.first)
        #expect(request.path == "/api/v1/models/search/versions/3/quantize")
        #expect(
            request.json == [
                "scheme": "int8", "texts": ["first text", "second", "third"],
                "thresholds": ["least_cosine": 0.98],
            ]
        )
        for figure in ["0.9975", "0.975", "sealed", "int8"] {
            #expect(world.transcript.output.contains(figure), "\(world.transcript.output)")
        }
        #expect(world.transcript.error.contains("audit entry a1"))
    }

    @Test("Evaluations are a table of figures")
    func lists() async throws {
        let world = try TestSession { _, _ in .json(#"{"items": [\#(Self.evaluation)]}"#) }
        try await ModelEvaluationsCommand.parse(["search", "4", "--format", "csv"]).perform(in: world.session)
        #expect(
            world.transcript.output.contains("quantization_accuracy,yes,int8,0.9975,0.99,0.999,0.975,0.95,50")
        )
        #expect(world.transcript.output.contains("search/3"))
    }

    @Test("A form that is too far from its parent is an answer of no")
    func refused() async throws {
        let world = try TestSession { _, _ in
            .json(
                #"{"type":"urn:assay:problem:evaluation_failed","status":422,"detail":"too far"}"#,
                status: 422
            )
        }
        let file = try world.folder.write("a text", to: "texts.txt")
        let refusal = await #expect(throws: ServerRefusal.self) {
            try await ModelQuantizeCommand.parse(["search", "3", "--scheme", "int8", "--texts", file])
                .perform(in: world.session)
        }
        #expect(refusal?.exitStatus == .answerIsNo)
    }

    @Test("A file that is not there or not UTF-8 is wrong usage")
    func badFiles() async throws {
        let world = try TestSession { _, _ in .problem(500, "not asked") }
        let folder = try TemporaryFolder()
        let file = "\(folder.path)/bytes"
        try Data([0xFF, 0xFE]).write(to: URL(filePath: file))
        for path in ["\(folder.path)/missing", file] {
            let failure = await #expect(throws: CommandFailure.self) {
                try await ModelQuantizeCommand.parse(["search", "3", "--scheme", "int8", "--texts", path])
                    .perform(in: world.session)
            }
            #expect(failure?.status == .usage)
        }
        #expect(world.server.received.isEmpty)
    }
}

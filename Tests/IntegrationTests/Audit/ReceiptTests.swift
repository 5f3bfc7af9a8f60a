import Audit
import Identifiers
import Persistence
import Testing
import TransparencyLog

@Suite("Receipts")
struct ReceiptTests {
    @Test("A fresh entry can be proved in one request, and the proof is checked without the server")
    func freshReceipt() async throws {
        try await withStage { stage in
            let sequencer = stage.platform.sequencer()
            try await whileRunning([{ try await sequencer.run() }]) {
                try await stage.waitUntilSigned()
                for number in 0..<5 {
                    let made = try await stage.expect(
                        .post("/api/v1/models", Stage.model("proved-\(number)")),
                        by: .engineer
                    )
                    let effect = try #require(made.effect)
                    let proof = try await stage.expect(
                        .get("/api/v1/audit/entries/\(effect)/proof"),
                        by: .engineer
                    )
                    let entry = try await stage.expect(.get("/api/v1/audit/entries/\(effect)"), by: .reviewer)
                    try Self.check(proof.body, entry, stage.platform.policy)
                }
            }
        }
    }

    private static func check(_ proof: [UInt8], _ entry: Exchange, _ policy: CheckpointPolicy) throws {
        let receipt = try LogReceipt(parsing: proof)
        let accepted = try receipt.verify(entry: entry.body, policy: policy)
        #expect(accepted.checkpoint.size > receipt.index)
        #expect(entry.header("Assay-Log-Index") == "\(receipt.index)")
        #expect(try AuditEvent(decoding: entry.body).action == "models.create")
        var forged = entry.body
        forged[forged.count / 2] ^= 1
        #expect(throws: TransparencyLogError.self) { try receipt.verify(entry: forged, policy: policy) }
    }

    @Test("An entry that does not exist has no receipt")
    func unknownEntry() async throws {
        try await withStage { stage in
            let path = "/api/v1/audit/entries/00000000-0000-7000-8000-000000000000/proof"
            let exchange = try await stage.send(.get(path), by: .reviewer)
            #expect(exchange.status == 404)
        }
    }

    @Test("A report says who did what to which model")
    func report() async throws {
        try await withStage { stage in
            let sequencer = stage.platform.sequencer()
            try await whileRunning([{ try await sequencer.run() }]) {
                try await stage.waitUntilSigned()
                for format in AuditReport.Format.allCases {
                    let path =
                        "/api/v1/audit/reports?format=\(format.rawValue)&action=models.&resource=\(Stage.model)"
                    let report = try await stage.expect(.get(path), by: .reviewer)
                    #expect(report.text.contains("models.create"), "\(format)")
                    #expect(report.text.contains("engineer"), "\(format)")
                    #expect(report.text.contains(Stage.model), "\(format)")
                    #expect(!report.text.contains("principals.manage"), "\(format)")
                }
            }
        }
    }
}

import Identifiers
import Testing
import TransparencyLog

@Suite("Witnesses")
struct WitnessExchangeTests {
    @Test("the request is the old size, the proof, a blank line and the checkpoint")
    func request() async throws {
        let note = try await Signers.note(by: [Signers.log()])
        let proof = ConsistencyProof(old: 5, new: 9, hashes: [MerkleHash.emptyRoot])
        let body = WitnessRequest(proof: proof, note: note).body
        #expect(body == Array("old 5\n47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\n\n".utf8) + note.bytes)
        let first = WitnessRequest(proof: ConsistencyProof(old: 0, new: 9, hashes: []), note: note).body
        #expect(first == Array("old 0\n\n".utf8) + note.bytes)
    }

    @Test("an answer with a cosignature completes the note")
    func cosigned() async throws {
        let (log, witness) = (try Signers.log(), try Signers.witness(2))
        var note = try await Signers.note(by: [log])
        let line = try await witness.signature(for: note.text, nowSeconds: 77).line
        let answer = WitnessAnswer(status: 200, contentType: nil, body: Array(line.utf8))
        guard case .cosigned(let signatures) = answer else {
            Issue.record("expected a cosignature, got \(answer)")
            return
        }
        note.signatures += signatures
        #expect(try note.endorsements(by: [witness.key]).map(\.timestampSeconds) == [77])
    }

    @Test(
        "every refusal is told apart",
        arguments: [
            (404, nil, "", .unknownLog), (403, nil, "", .signatureRefused), (422, nil, "", .inconsistent),
            (409, "text/x.tlog.size", "12\n", .knowsSize(12)),
            (409, "text/plain", "12\n", .failed(status: 409)),
            (409, "text/x.tlog.size", "12", .failed(status: 409)),
            (409, "text/x.tlog.size", "-1\n", .failed(status: 409)),
            (200, nil, "", .failed(status: 200)), (200, nil, "nonsense\n", .failed(status: 200)),
            (500, nil, "", .failed(status: 500)), (400, nil, "", .failed(status: 400)),
        ] as [(Int, String?, String, WitnessAnswer)]
    )
    func refusals(status: Int, contentType: String?, body: String, answer: WitnessAnswer) {
        #expect(WitnessAnswer(status: status, contentType: contentType, body: Array(body.utf8)) == answer)
    }
}

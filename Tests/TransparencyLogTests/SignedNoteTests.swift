import Identifiers
import Signing
import Testing
import TransparencyLog

@Suite("Signed notes")
struct SignedNoteTests {
    // The example key of the C2SP signed-note specification.
    @Test("a verifier key keeps its text")
    func vkey() throws {
        let text = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
        let key = try NoteKey(vkey: text)
        #expect(key.vkey == text)
        #expect(key.name == "example.com/foo" && key.kind == .log && key.id == 0x530d_903a)
    }

    @Test(
        "a verifier key that is not consistent is refused",
        arguments: [
            "", "example.com/foo", "example.com/foo+530d903a",
            "example.com/bar+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "example.com/foo+530d903b+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "example.com/foo+530D903A+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "example.com/foo+530d903a+AukyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
            "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U",
            "example com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k",
        ]
    )
    func badVkey(text: String) {
        #expect(throws: TransparencyLogError.self) { try NoteKey(vkey: text) }
    }

    @Test("a note keeps its bytes and its signatures verify")
    func roundTrip() async throws {
        let signers = [try Signers.log(), try Signers.witness(2)]
        let note = try await Signers.note(by: signers)
        let read = try SignedNote(parsing: note.bytes)
        #expect(read == note)
        let endorsements = try read.endorsements(by: signers.map(\.key))
        #expect(endorsements.map(\.timestampSeconds) == [nil, 1_700_000_000])
    }

    @Test("signatures of unknown keys are ignored, however many")
    func unknownKeys() async throws {
        let known = try Signers.log()
        let others = try (10..<30).map { try Signers.witness($0) }
        let note = try await Signers.note(by: others + [known] + [try Signers.log(9)])
        #expect(try note.endorsements(by: [known.key]).map(\.key) == [known.key])
        #expect(try note.endorsements(by: [try Signers.log(8).key]).isEmpty)
    }

    @Test("a wrong signature of a known key rejects the whole note")
    func knownKeyFails() async throws {
        let (log, witness) = (try Signers.log(), try Signers.witness(2))
        let note = try await Signers.note(by: [log, witness])
        for index in note.signatures.indices {
            for byte in note.signatures[index].bytes.indices {
                var signatures = note.signatures
                var bytes = signatures[index].bytes
                bytes[byte] ^= 1
                signatures[index] = .init(
                    name: signatures[index].name,
                    keyID: signatures[index].keyID,
                    bytes: bytes
                )
                let changed = try SignedNote(text: note.text, signatures: signatures)
                let name = signatures[index].name
                #expect(throws: TransparencyLogError.signatureInvalid(keyName: name)) {
                    try changed.endorsements(by: [log.key, witness.key])
                }
            }
        }
        let otherText = try SignedNote(text: note.text + "more\n", signatures: note.signatures)
        #expect(throws: TransparencyLogError.self) { try otherText.endorsements(by: [log.key]) }
    }

    @Test("a log key and a cosigner key of the same bytes are different keys")
    func kindsAreApart() async throws {
        let log = try Signers.log(5)
        let cosigner = try NoteSigner(name: Signers.origin, kind: .cosigner, signer: Signers.key(5))
        #expect(log.key.id != cosigner.key.id)
        let note = try await Signers.note(by: [log])
        #expect(try note.endorsements(by: [cosigner.key]).isEmpty)
    }

    @Test(
        "a malformed note is refused",
        arguments: [
            "", "text\n", "text\n\n", "text\n\n\u{2014} name AAAAAAA=", "text\n\n- name AAAAAAA=\n",
            "text\n\n\u{2014} name\n", "text\n\n\u{2014} na+me AAAAAAA=\n", "text\n\n\u{2014} name AAAA\n",
            "text\n\n\u{2014} name AAAAAAA\n", "text\n\n\u{2014} name AAAAAAA= x\n",
            "te\txt\n\n\u{2014} name AAAAAAA=\n",
            "text\n\n\u{2014} name AAAAAAA=\n\u{2014}\n", "text\r\n\r\n\u{2014} name AAAAAAA=\n",
        ]
    )
    func malformed(text: String) {
        #expect(throws: TransparencyLogError.self) { try SignedNote(parsing: Array(text.utf8)) }
    }

    @Test("the text may hold blank lines, and the signatures follow the last one")
    func blankLines() throws {
        let note = try SignedNote(parsing: Array("a\n\nb\n\n\u{2014} name AAAAAAA=\n".utf8))
        #expect(note.text == "a\n\nb\n")
        #expect(note.signatures == [.init(name: "name", keyID: 0, bytes: [0])])
    }

    @Test("limits on length and signatures hold")
    func limits() throws {
        let line = "\u{2014} name AAAAAAA=\n"
        let hundred = "text\n\n" + String(repeating: line, count: 100)
        #expect(try SignedNote(parsing: Array(hundred.utf8)).signatures.count == 100)
        #expect(throws: TransparencyLogError.self) { try SignedNote(parsing: Array((hundred + line).utf8)) }
        let long = String(repeating: "a", count: 65_536) + "\n\n" + line
        #expect(throws: TransparencyLogError.self) { try SignedNote(parsing: Array(long.utf8)) }
        #expect(throws: TransparencyLogError.self) {
            try SignedNote(parsing: [0xFF, 0x0A, 0x0A] + Array(line.utf8))
        }
    }
}

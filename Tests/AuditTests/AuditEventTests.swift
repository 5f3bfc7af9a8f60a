import Audit
import Identifiers
import Testing
import TransparencyLog

@Suite("Audit events")
struct AuditEventTests {
    private func encodedText(_ event: AuditEvent) throws -> String {
        String(decoding: try event.encoded(), as: UTF8.self)
    }

    @Test("an event comes back as it was and hashes as a leaf of its bytes", arguments: [nil, "because", ""])
    func roundTrip(reason: String?) throws {
        let event = Fixtures.event(1, reason: reason)
        let bytes = try event.encoded()
        #expect(try AuditEvent(decoding: bytes) == event)
        #expect(CanonicalJSON.isCanonical(bytes))
        #expect(try event.leafHash() == MerkleHash.leaf(bytes))
    }

    @Test("absent fields are left out and the rest is in canonical order")
    func smallest() throws {
        let time = Instant(seconds: 1)
        let event = AuditEvent(
            id: AuditEntryID(at: time, random: 0 as UInt64, 0),
            time: time,
            actor: AuditActor(principalID: "scheduler", kind: .system),
            action: "log.start"
        )
        let expected =
            #"{"action":"log.start","actor":{"id":"scheduler","kind":"system"},"details":{},"#
            + #""id":"00000000-03e8-7000-8000-000000000000","time":"1970-01-01T00:00:01.000000Z","v":"1"}"#
        #expect(try encodedText(event) == expected)
        #expect(try AuditEvent(decoding: Array(expected.utf8)) == event)
    }

    @Test(
        "what is not exactly an event is refused",
        arguments: [
            (#""v":"1""#, #""v":"2""#), (#""v":"1""#, #""v":1"#), (#""v":"1""#, #""v":"1","w":"x""#),
            (#","v":"1""#, ""), (#""action":"models.create""#, #""action":"Models create""#),
            (#""action":"models.create""#, #""action":"create""#), (#""kind":"person""#, #""kind":"root""#),
            (#""id":"u-7""#, #""id":7"#), (#"{"authentication""#, #"{"admin":true,"authentication""#),
            (#""stage":"production""#, #""stage":1"#), (#""stage":"production""#, #""stage":"a", "t":"b""#),
            (#""stage":"production""#, #""stage":{"n":[1.5]}"#), (".000000Z", "Z"),
            (".000000Z", ".000000+00:00"),
            (#""type":"model""#, #""type":null"#), ("-7", "-4"),
        ]
    )
    func refuses(old: String, new: String) throws {
        let text = try encodedText(Fixtures.event(1))
        let changed = text.replacing(old, with: new)
        #expect(changed != text)
        #expect(throws: AuditEventError.self) { try AuditEvent(decoding: Array(changed.utf8)) }
    }

    @Test("numbers in details are refused with their place")
    func numbers() {
        let time = Instant(seconds: 1)
        let event = AuditEvent(
            id: AuditEntryID.new(at: time),
            time: time,
            actor: AuditActor(principalID: "u", kind: .person),
            action: "runs.finish",
            details: ["metrics": ["loss": [0.25]]]
        )
        #expect(throws: AuditEventError.numberInDetails(path: ".metrics.loss[0]")) { try event.encoded() }
    }

    @Test("an event longer than a log entry is refused")
    func tooLong() throws {
        let event = Fixtures.event(1, reason: String(repeating: "x", count: 70_000))
        #expect(throws: AuditEventError.self) { try event.encoded() }
        #expect(throws: AuditEventError.tooLong(byteCount: 65_536)) {
            try AuditEvent(decoding: [UInt8](repeating: 0x20, count: 65_536))
        }
        let room = 65_535 - (try Fixtures.event(1, reason: "").encoded().count)
        #expect(try Fixtures.event(1, reason: String(repeating: "x", count: room)).encoded().count == 65_535)
    }
}

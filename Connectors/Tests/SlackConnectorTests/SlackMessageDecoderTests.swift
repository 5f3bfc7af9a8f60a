import ConnectorKit
import Corpus
import Identifiers
import Markup
import Testing

@testable import SlackConnector

struct SlackMessageDecoderTests {
    private let container = ExportedContainer(
        nativeID: "C1",
        name: "general",
        kind: .publicChannel,
        memberNativeIDs: []
    )

    private func decode(_ json: String) throws -> SlackMessageDecoder.Outcome {
        var names = SlackNames()
        names.add(ExportedPerson(nativeID: "U1", displayName: "Ann"))
        names.add(container)
        names.add(
            ExportedContainer(nativeID: "G1", name: "secret", kind: .privateChannel, memberNativeIDs: [])
        )
        let value = try LenientJSONParser.parse(Array(json.utf8))
        return SlackMessageDecoder(names: names, textBytesMax: 1000).decode(value, container: container)
    }

    private func message(_ json: String) throws -> ExportedMessage? {
        switch try decode(json) {
        case .message(let message, _), .tombstone(let message): message
        default: nil
        }
    }

    @Test("the time is exact to the microsecond and the id stays text")
    func timestamps() throws {
        let message = try message(
            #"{"text":"x","ts":"1361482916.000003","edited":{"user":"U1","ts":"1361482920.5"}}"#
        )
        #expect(message?.nativeID == "1361482916.000003")
        #expect(message?.sentAt == Instant(microseconds: 1_361_482_916_000_003))
        #expect(message?.editedAt == Instant(microseconds: 1_361_482_920_500_000))
    }

    @Test(
        "what is no valid ts is refused",
        arguments: [
            "", "abc", "-1.0", "0000000000.000000", "1361482916.0000031", "1361482916.", "1e9",
            "123456789012.0", " 1.0",
        ]
    )
    func badTimestamps(ts: String) {
        #expect(SlackTimestamp(ts) == nil)
    }

    @Test(
        "threads go by thread_ts, and by the mark of a root in older exports",
        arguments: [
            (#"{"text":"x","ts":"2.0","thread_ts":"1.0"}"#, "1.0" as String?),
            (#"{"text":"x","ts":"2.0","thread_ts":"2.0"}"#, "2.0"),
            (#"{"text":"x","ts":"2.0","reply_count":2}"#, "2.0"),
            (#"{"text":"x","ts":"2.0","replies":[{"ts":"3.0"}]}"#, "2.0"),
            (#"{"text":"x","ts":"2.0","reply_count":0}"#, nil),
            (#"{"text":"x","ts":"2.0","thread_ts":"1.0","subtype":"thread_broadcast"}"#, "1.0"),
        ]
    )
    func threads(json: String, expected: String?) throws {
        #expect(try message(json)?.threadNativeID == expected)
    }

    @Test(
        "the author's name is found wherever the export has it",
        arguments: [
            (#"{"text":"x","ts":"1.0","user":"U1"}"#, "Ann"), (#"{"text":"x","ts":"1.0","user":"U9"}"#, "U9"),
            (#"{"text":"x","ts":"1.0","user":"U9","user_profile":{"real_name":"Zoe"}}"#, "Zoe"),
            (#"{"text":"x","ts":"1.0","subtype":"bot_message","bot_id":"B1","username":"ci"}"#, "ci"),
            (#"{"text":"x","ts":"1.0","bot_id":"B1","bot_profile":{"name":"Deploy"}}"#, "Deploy"),
            (#"{"text":"x","ts":"1.0","bot_id":"B1"}"#, "bot"),
            (#"{"text":"x","ts":"1.0","user":null}"#, "unknown"),
            (#"{"text":"x","ts":"1.0","user":"USLACKBOT"}"#, "Slackbot"),
            (
                #"{"text":"x","ts":"1.0","subtype":"file_comment","comment":{"user":"U1","comment":"x"}}"#,
                "Ann"
            ),
        ]
    )
    func authors(json: String, expected: String) throws {
        #expect(try message(json)?.authorName == expected)
    }

    @Test(
        "text comes from blocks, text, attachments and files, without saying a thing twice",
        arguments: [
            (#"{"ts":"1.0","text":"hi <@U1> in <#C1>"}"#, "hi @Ann in #general"),
            (#"{"ts":"1.0","text":"see <#G1>"}"#, "see #private-channel"),
            (
                #"{"ts":"1.0","text":"short","blocks":[{"type":"rich_text","elements":[{"#
                    + #""type":"rich_text_section","elements":[{"#
                    + #""type":"text","text":"the whole"}]}]}]}"#, "the whole"
            ),
            (
                #"{"ts":"1.0","text":"the words","blocks":[{"type":"header","text":{"#
                    + #""type":"plain_text","text":"H"}}]}"#,
                "the words"
            ),
            (
                #"{"ts":"1.0","text":"","attachments":[{"pretext":"p","title":"t","text":"*b*","#
                    + #""fields":[{"title":"k","value":"v"}],"#
                    + #""fallback":"f"}]}"#, "p\nt\nb\nk: v"
            ),
            (#"{"ts":"1.0","attachments":[{"fallback":"only <https://a.b>"}]}"#, "only https://a.b"),
            (
                #"{"ts":"1.0","text":"","files":[{"title":"Plan","mode":"hosted","#
                    + #""preview":"line"},{"id":"F","mode":"tombstone"}]}"#,
                "[file: Plan]\nline"
            ),
            (
                #"{"ts":"1.0","text":"<@U1> uploaded a file: <https://a.b/f|Plan>","#
                    + #""subtype":"file_share","file":{"title":"Plan"}}"#,
                "@Ann uploaded a file: Plan (https://a.b/f)"
            ),
            (#"{"ts":"1.0","text":" a\u0000b\u200b\r\nc "}"#, "ab\nc"),
        ]
    )
    func texts(json: String, expected: String) throws {
        #expect(try message(json)?.text == expected)
    }

    @Test(
        "notices and messages without text are skipped",
        arguments: [
            (#"{"ts":"1.0","text":"x","subtype":"channel_join"}"#, SkipReason.notice),
            (#"{"ts":"1.0","text":"x","subtype":"pinned_item"}"#, .notice),
            (#"{"ts":"1.0","text":"x","type":"reaction"}"#, .notice),
            (#"{"ts":"1.0","text":"x","hidden":true}"#, .notice), (#"{"ts":"1.0","text":"  "}"#, .empty),
            (#"{"ts":"1.0","files":[{"id":"F1","mode":"hidden_by_limit"}]}"#, .empty),
        ]
    )
    func skips(json: String, expected: SkipReason) throws {
        guard case .skip(let reason) = try decode(json) else {
            Issue.record("not skipped")
            return
        }
        #expect(reason == expected)
    }

    @Test("a deleted root keeps its thread and loses its text")
    func tombstone() throws {
        let json =
            #"{"subtype":"tombstone","hidden":true,"text":"gone","ts":"2.0","thread_ts":"2.0","#
            + #""user":"USLACKBOT"}"#
        let message = try message(json)
        #expect(message?.text == "")
        #expect(message?.threadNativeID == "2.0")
    }

    @Test("tracked edits and deletions are applied to the message they speak of")
    func events() throws {
        let changed = try message(
            #"{"subtype":"message_changed","hidden":true,"ts":"9.0","message":{"text":"new","#
                + #""ts":"2.0","user":"U1"}}"#
        )
        #expect(changed?.nativeID == "2.0")
        #expect(changed?.text == "new")
        #expect(changed?.editedAt == Instant(seconds: 9))
        guard
            case .deletion(let ts) = try decode(
                #"{"subtype":"message_deleted","ts":"9.0","deleted_ts":"2.0"}"#
            )
        else {
            Issue.record("no deletion")
            return
        }
        #expect(ts.text == "2.0")
    }

    @Test("a withdrawn message is not brought back by a later file")
    func withdrawn() throws {
        let message = #"{"text":"oops","ts":"1772409600.000100"}"#
        let gone = #"{"subtype":"message_deleted","ts":"1772409700.000100","deleted_ts":"1772409600.000100"}"#
        let all = try SampleExport([
            "general/2026-03-01.json": "[\(message)]", "general/2026-03-02.json": "[\(gone)]",
            "general/2026-03-03.json": "[\(message),\(gone)]",
        ]).read()
        #expect(all.messages.isEmpty)
        #expect(all.deletions.map(\.nativeID) == ["1772409600.000100"])
        #expect(all.summary.skipped == [.withdrawn: 1, .duplicate: 1])
    }
}

struct SlackPermalinkTests {
    @Test(
        "a link is made only from parts that Slack would have written",
        arguments: [
            (
                "acme" as String?, "C0ABCDEFG", "1772409600.000100", nil as String?,
                "https://acme.slack.com/archives/C0ABCDEFG/p1772409600000100" as String?
            ),
            (
                "acme.enterprise", "C0ABCDEFG", "1772409600.000100", "1772409600.000100",
                "https://acme.enterprise.slack.com/archives/C0ABCDEFG/p1772409600000100"
            ),
            (
                "acme", "C0ABCDEFG", "1772409601.000100", "1772409600.000100",
                "https://acme.slack.com/archives/C0ABCDEFG/p1772409601000100"
                    + "?thread_ts=1772409600.000100&cid=C0ABCDEFG"
            ),
            (nil, "C0ABCDEFG", "1772409600.000100", nil, nil),
            ("evil.test/", "C0ABCDEFG", "1772409600.000100", nil, nil),
            ("acme", "folder:general", "1772409600.000100", nil, nil),
            ("acme", "C0ABCDEFG", "1/../x", nil, nil),
            ("Acme", "C0ABCDEFG", "1772409600.000100", nil, nil),
        ]
    )
    func links(domain: String?, container: String, ts: String, thread: String?, expected: String?) {
        let url = SlackPermalink.url(
            workspaceDomain: domain,
            containerNativeID: container,
            nativeID: ts,
            threadNativeID: thread
        )
        #expect(url == expected)
    }
}

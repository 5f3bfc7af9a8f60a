import ConnectorKit
import Corpus
import Testing

@testable import SlackConnector

struct SlackExportReaderTests {
    private func export(_ members: [String: String] = [:], lists: [String: String] = SampleExport.lists)
        throws -> SampleExport
    {
        try SampleExport(lists.merging(members) { $1 })
    }

    @Test("people, channels and their members are read whatever the age of the format")
    func lists() throws {
        let all = try export(["general/2026-03-02.json": "[]"]).read()
        #expect(all.people.count == 3)
        #expect(all.people["U0ANN"]?.email == "ann@acme.test")
        #expect(all.people["U0BOB"]?.displayName == "Bob Ray")
        #expect(all.people["U0BOB"]?.isGuest == true)
        #expect(all.people["U0BOT"]?.isBot == true)
        #expect(all.people["U0BOT"]?.isDeactivated == true)
        #expect(all.containers["C0GENERAL"]?.memberNativeIDs == ["U0ANN", "U0BOB"])
        #expect(all.containers["C0GENERAL"]?.topic == "all")
        #expect(all.containers["C0GENERAL"]?.kind == .publicChannel)
        #expect(all.containers["C0HIDDEN1"]?.kind == .privateChannel)
        #expect(all.containers["G0SECRET1"]?.memberNativeIDs == ["U0ANN"])
        #expect(all.problems(.malformedRecord) == ["users.json"])
    }

    @Test("direct and group messages are read only when the import includes them")
    func directMessages() throws {
        let day = #"[{"user":"U0ANN","text":"psst","ts":"1772409600.000100"}]"#
        var sample = try export([
            "D0PRIVATE/2026-03-02.json": day, "mpdm-ann--bob--cy-1/2026-03-02.json": day,
        ])
        let without = try sample.read()
        #expect(without.messages.isEmpty)
        #expect(without.containers["D0PRIVATE"] == nil)
        #expect(without.containers["G0MPIM001"] == nil)
        #expect(without.summary.skipped == [.directMessage: 2])
        sample.options.includeDirectMessages = true
        let with = try sample.read()
        #expect(Set(with.messages.map(\.containerNativeID)) == ["D0PRIVATE", "G0MPIM001"])
        #expect(with.containers["D0PRIVATE"]?.kind == .directMessage)
        #expect(with.containers["D0PRIVATE"]?.name == "Ann, Bob Ray")
        #expect(with.containers["D0PRIVATE"]?.memberNativeIDs == ["U0ANN", "U0BOB"])
        #expect(with.containers["G0MPIM001"]?.kind == .groupDirectMessage)
    }

    @Test("folders named by channel name and by id belong to the same channels")
    func folders() throws {
        let day = #"[{"user":"U0ANN","text":"hi","ts":"1772409600.000100"}]"#
        let all = try export(["general/2026-03-02.json": day, "C0BYIDXXX/2026-03-02.json": day]).read()
        #expect(all.messages.map(\.containerNativeID).sorted() == ["C0BYIDXXX", "C0GENERAL"])
    }

    @Test("an export inside one more folder is read, and what is no message is skipped")
    func wrapped() throws {
        var members = Dictionary(uniqueKeysWithValues: SampleExport.lists.map { ("export/" + $0, $1) })
        members["export/general/2026-03-02.json"] =
            #"[{"user":"U0ANN","text":"hi","ts":"1772409600.000100"}]"#
        members["export/general/attachments/F1-2026-03-02.json"] = "x"
        members["export/general/canvas.json"] = "{}"
        members["export/__uploads/F1/2026-03-02.json"] = "x"
        members["export/integration_logs.json"] = "[]"
        members["__MACOSX/._x"] = "x"
        let all = try SampleExport(members).read()
        #expect(all.messages.map(\.containerNativeID) == ["C0GENERAL"])
        #expect(all.summary.skipped == [.otherFile: 5])
        #expect(all.progress.unitsDone == 1)
        #expect(all.progress.unitsTotal == 1)
    }

    @Test("without channel lists folders are private and empty of members unless assumed public")
    func failsClosed() throws {
        let day = #"[{"user":"U0XYZ","text":"hi <@U0XYZ>","ts":"1772409600.000100"}]"#
        var sample = try SampleExport([
            "general/2026-03-02.json": day, "D0ABCDEFG/2026-03-02.json": day,
            "G0ABCDEFG/2026-03-02.json": day,
            "mpdm-a--b-1/2026-03-02.json": day,
        ])
        let closed = try sample.read()
        #expect(closed.containers["folder:general"]?.kind == .privateChannel)
        #expect(closed.containers["folder:general"]?.memberNativeIDs == [])
        #expect(closed.problems(.missingIndex).count == 2)
        #expect(closed.problems(.unlistedContainer).count == 4)
        #expect(closed.messages.first?.authorName == "U0XYZ")
        #expect(closed.messages.first?.text == "hi @U0XYZ")
        #expect(closed.summary.skipped == [.directMessage: 2])
        sample.options.assumePublicChannels = true
        let open = try sample.read()
        #expect(open.containers["folder:general"]?.kind == .publicChannel)
        #expect(open.containers["G0ABCDEFG"]?.kind == .privateChannel)
        #expect(open.containers["D0ABCDEFG"] == nil)
        #expect(open.problems(.assumedPublic) == ["general"])
    }

    @Test("a folder missing in existing lists stays private even when channels are assumed public")
    func unlisted() throws {
        let day = #"[{"text":"hi","ts":"1772409600.000100"}]"#
        var sample = try export(["board-room/2026-03-02.json": day])
        sample.options.assumePublicChannels = true
        let all = try sample.read()
        #expect(all.containers["folder:board-room"]?.kind == .privateChannel)
        #expect(all.problems(.unlistedContainer) == ["board-room"])
    }

    @Test("a name claimed by two channels opens neither; of two descriptions the more closed counts")
    func conflicts() throws {
        let day = #"[{"text":"hi","ts":"1772409600.000100"}]"#
        let all = try SampleExport([
            "channels.json":
                #"[{"id":"C1AAAAAAA","name":"twin","members":[]},{"id":"C3AAAAAAA","name":"x","#
                + #""members":["U1"]}]"#,
            "groups.json":
                #"[{"id":"G2AAAAAAA","name":"twin","members":["U1"]},{"id":"C3AAAAAAA","name":"x","#
                + #""members":["U2"]}]"#,
            "twin/2026-03-02.json": day,
        ]).read()
        #expect(all.messages.map(\.containerNativeID) == ["folder:twin"])
        #expect(all.containers["folder:twin"]?.kind == .privateChannel)
        #expect(all.problems(.ambiguousContainer) == ["twin"])
        #expect(all.containers["C3AAAAAAA"]?.kind == .privateChannel)
        #expect(all.containers["C3AAAAAAA"]?.memberNativeIDs == ["U2"])
    }

    @Test("damaged files and records cost only themselves")
    func damage() throws {
        let sample = try export([
            "general/2026-03-01.json": #"[{"text":"kept","ts":"1772323200.000100"}, {"text":"#,
            "general/2026-03-02.json": "not json",
            "general/2026-03-03.json":
                #"[null, 7, {"text":"no ts"}, {"ts":"x","text":"bad ts"}, {"ts":1772496000.000200,"#
                + #""text":"number"}]"#,
            "general/2026-03-04.json": "",
        ])
        var bad = Array(#"[{"text":"a"#.utf8)
        bad += [0xFF, 0xFE]
        bad += Array(#"b","ts":"1772582400.000100"}]"#.utf8)
        try sample.folder.write(bad, to: "acme/general/2026-03-05.json")
        let all = try sample.read()
        #expect(
            all.texts == [
                "1772323200.000100": "kept", "1772496000.000200": "number",
                "1772582400.000100": "a\u{FFFD}\u{FFFD}b",
            ]
        )
        #expect(all.problems(.malformedFile).count == 3)
        #expect(all.summary.skipped == [.unusable: 4])
        #expect(all.problems(.invalidText) == ["general/2026-03-05.json"])
        #expect(all.error == nil)
        #expect(all.progress.unitsDone == 5)
    }

    @Test("a message of ten megabytes is cut between characters and the import goes on")
    func hugeMessage() throws {
        let huge = String(repeating: "日本", count: 10_000_000 / 6)
        let all = try export([
            "general/2026-03-02.json":
                #"[{"text":"\#(huge)","ts":"1772409600.000100"},{"text":"next","ts":"1772409601.000100"}]"#
        ]).read()
        #expect(all.texts["1772409600.000100"]?.utf8.count == (256 << 10) - 1)
        #expect(all.texts["1772409601.000100"] == "next")
        #expect(all.problems(.textCut) == ["general/2026-03-02.json"])
    }

    @Test("duplicates are read once; a newer revision replaces the older one, never the other way round")
    func duplicates() throws {
        let first = #"{"text":"v1","ts":"1772409600.000100"}"#
        let second = #"{"text":"v2","ts":"1772409600.000100","edited":{"ts":"1772409700.000000"}}"#
        let forwards = try export(["general/2026-03-01.json": "[\(first),\(second),\(second)]"]).read()
        #expect(forwards.messages.map(\.text) == ["v2"])
        #expect(forwards.summary.skipped == [.duplicate: 1])
        let backwards = try export([
            "general/2026-03-01.json": "[\(second)]", "C0GENERAL/2026-03-02.json": "[\(first)]",
        ])
        #expect(try backwards.read().messages.map(\.text) == ["v2"])
    }

    @Test("authors who are in no list are known from their messages, as guests unless said otherwise")
    func strangers() throws {
        let all = try export([
            "general/2026-03-02.json": """
            [{"user":"U0NEW","text":"a","ts":"1772409600.1","user_profile":{"real_name":"New  One"}},
             {"user":"U0OLD","text":"b <@U0NEW>","ts":"1772409601.1",
              "user_profile":{"display_name":"Old","is_restricted":false,"is_ultra_restricted":false}},
             {"user":"U0NEW","text":"c","ts":"1772409602.1","user_profile":{"real_name":"New One"}}]
            """
        ]).read()
        #expect(all.people["U0NEW"]?.displayName == "New One")
        #expect(all.people["U0NEW"]?.isGuest == true)
        #expect(all.people["U0OLD"]?.isGuest == false)
        #expect(all.texts["1772409601.1"] == "b @New One")
        #expect(all.summary.peopleRead == 5)
    }

    @Test("a single JSON file of messages is one private conversation named like the file")
    func singleFile() throws {
        let folder = try TemporaryFolder()
        let path = try folder.write(Array(#"[{"text":"hi","ts":"1772409600.1"}]"#.utf8), to: "standup.json")
        let reader = SlackExportReader(
            source: try ExportPath.source(at: path),
            options: SlackImportOptions(),
            checkpoint: nil
        )
        let all = try Everything(reader)
        #expect(all.messages.map(\.containerNativeID) == ["folder:standup"])
        #expect(all.containers["folder:standup"]?.kind == .privateChannel)
    }
}

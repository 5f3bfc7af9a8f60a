import Testing

@testable import Markup

struct SlackBlocksTests {
    private func text(_ json: String) throws -> String {
        markup.plainText(blocks: try LenientJSONParser.parse(Array(json.utf8)))
    }

    @Test("rich text keeps lists, quotes, code, links and mentions")
    func richText() throws {
        let json = """
            [{"type":"rich_text","elements":[
              {"type":"rich_text_section","elements":[
                {"type":"text","text":"Ask "},{"type":"user","user_id":"U1AB"},{"type":"text","text":" in "},
                {"type":"channel","channel_id":"C1AB"},{"type":"text","text":" run "},
                {"type":"text","text":"make *all*","style":{"code":true}},{"type":"emoji","name":"tada"},
                {"type":"broadcast","range":"here"},{"type":"usergroup","usergroup_id":"S9"}]},
              {"type":"rich_text_list","style":"ordered","indent":1,"elements":[
                {"type":"rich_text_section","elements":[{"type":"text","text":"one"}]},
                {"type":"rich_text_section","elements":[{"type":"link","url":"https://a.b","text":"two"}]}]},
              {"type":"rich_text_list","style":"bullet","elements":[
                {"type":"rich_text_section","elements":[{"type":"date","timestamp":1,"fallback":"today"}]}]},
              {"type":"rich_text_quote","elements":[{"type":"text","text":"x\\ny"}]},
              {"type":"rich_text_preformatted","elements":[{"type":"text","text":"let a = 1 &lt; 2"}]}]}]
            """
        #expect(
            try text(json) == """
                Ask @Ann Lee in #general run `make *all*`:tada:@here@S9
                  1. one
                  2. two (https://a.b)
                • today
                > x
                > y
                ```
                let a = 1 &lt; 2
                ```
                """
        )
    }

    @Test(
        "the other blocks give their text",
        arguments: [
            (
                #"[{"type":"section","text":{"type":"mrkdwn","text":"*a* <@U1AB>"},"fields":[{"#
                    + #""type":"plain_text","text":"*f*"}]}]"#,
                "a @Ann Lee\n*f*"
            ),
            (#"[{"type":"header","text":{"type":"plain_text","text":"H"}},{"type":"divider"}]"#, "H"),
            (
                #"[{"type":"context","elements":[{"type":"mrkdwn","text":"_c_"},{"type":"image","#
                    + #""alt_text":"logo"}]}]"#,
                "c logo"
            ),
            (#"[{"type":"markdown","text":"**m**"}]"#, "**m**"),
            (
                #"[{"type":"table","rows":[[{"type":"raw_text","text":"a"},{"type":"raw_text","#
                    + #""text":"b"}],[{"type":"rich_text","#
                    + #""elements":[{"type":"rich_text_section","elements":[{"type":"text","#
                    + #""text":"c"}]}]}]]}]"#,
                "a | b\nc"
            ),
            (#"[{"type":"image","title":{"type":"plain_text","text":"T"},"alt_text":"A"}]"#, "T\nA"),
            (#"[{"type":"new_kind","text":{"type":"mrkdwn","text":"kept"}}]"#, "kept"),
            (
                #"[null, 3, {"type":"rich_text","elements":null}, {"type":"actions","elements":[{"#
                    + #""text":"press"}]}]"#,
                ""
            ),
            (#""not an array""#, ""),
        ]
    )
    func blocks(json: String, expected: String) throws {
        #expect(try text(json) == expected)
    }
}

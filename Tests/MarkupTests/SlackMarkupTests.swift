import Testing

@testable import Markup

/// Knows one user, one channel and one group.
struct FewNames: MentionNames {
    func userName(_ id: String) -> String? { id == "U1AB" ? "Ann Lee" : nil }
    func channelName(_ id: String) -> String? { id == "C1AB" ? "general" : nil }
    func groupName(_ id: String) -> String? { id == "S1AB" ? "backend" : nil }
}

let markup = SlackMarkup(names: FewNames())

struct SlackMarkupTests {
    @Test(
        "tokens become names, labels or readable ids",
        arguments: [
            ("hi <@U1AB>", "hi @Ann Lee"), ("<@U1AB|ann>", "@Ann Lee"), ("<@U9ZZ|bo>", "@bo"),
            ("<@U9ZZ>", "@U9ZZ"),
            ("<@W9ZZ>", "@W9ZZ"), ("<#C1AB>", "#general"), ("<#C1AB|>", "#general"),
            ("<#C9ZZ|random>", "#random"),
            ("<#C9ZZ|>", "#C9ZZ"), ("<#C9ZZ>", "#C9ZZ"), ("<!subteam^S1AB|@be>", "@backend"),
            ("<!subteam^S9|@ops>", "@ops"), ("<!subteam^S9>", "@S9"), ("<!here>", "@here"),
            ("<!channel|@channel>", "@channel"),
            ("<!everyone>", "@everyone"), ("<!date^1392734382^{date}^https://x.y|Feb 18>", "Feb 18"),
            ("<!date^1392734382^{date}>", "1392734382"),
            ("<https://a.b/c_d?e=1&amp;f=2>", "https://a.b/c_d?e=1&f=2"),
            ("<https://a.b/c|the docs>", "the docs (https://a.b/c)"), ("<http://a.b|a.b>", "http://a.b"),
            ("<http://a.b/|a.b>", "http://a.b/"), ("<mailto:a@b.c|a@b.c>", "a@b.c"),
            ("<mailto:a@b.c>", "a@b.c"),
            ("<tel:+123|+1 23>", "+1 23"), ("<>", "<>"), ("<not a token>", "<not a token>"),
            ("a < b", "a < b"),
            ("<<@U1AB>>", "<@Ann Lee>"), ("<@U1AB", "<@U1AB"),
        ]
    )
    func tokens(mrkdwn: String, expected: String) {
        #expect(markup.plainText(mrkdwn) == expected)
    }

    @Test(
        "the three entities are decoded once, after the tokens",
        arguments: [
            ("a &lt;b&gt; &amp; c", "a <b> & c"), ("&amp;lt;", "&lt;"), ("&lt;@U1AB&gt;", "<@U1AB>"),
            ("&nbsp; &", "&nbsp; &"),
            ("<https://x.y|a &lt; b>", "a < b (https://x.y)"),
        ]
    )
    func entities(mrkdwn: String, expected: String) {
        #expect(markup.plainText(mrkdwn) == expected)
    }

    @Test(
        "emphasis marks go at word borders and stay everywhere else",
        arguments: [
            ("*bold* _it_ ~gone~", "bold it gone"), ("snake_case_name 2*3*4", "snake_case_name 2*3*4"),
            ("* item", "* item"),
            ("*a* and *b*", "a and b"), ("*_both_*", "both"), ("*<https://x.y|z>*", "z (https://x.y)"),
            ("*open", "*open"),
            ("*two\nlines*", "*two\nlines*"), ("(*x*)", "(x)"), ("a ** b", "a ** b"),
            ("&gt; quote", "> quote"),
            ("日本*語*", "日本*語*"), (":wave::skin-tone-3: hi", ":wave: hi"), (":a: b:", ":a: b:"),
        ]
    )
    func emphasis(mrkdwn: String, expected: String) {
        #expect(markup.plainText(mrkdwn) == expected)
    }

    @Test(
        "code stays as written apart from entities and the links Slack puts into it",
        arguments: [
            ("`a_*b*_c`", "`a_*b*_c`"), ("```\n*x* _y_\n```", "```\n*x* _y_\n```"), ("`a &lt; b`", "`a < b`"),
            ("`curl <http://a.b|a.b>`", "`curl a.b`"), ("```unclosed *x*", "```unclosed *x*"),
            ("a ` b *c*", "a ` b c"),
            ("``", "``"),
        ]
    )
    func code(mrkdwn: String, expected: String) {
        #expect(markup.plainText(mrkdwn) == expected)
    }

    @Test(
        "hostile lines are decoded in linear time",
        .timeLimit(.minutes(5)),
        arguments: ["*a ", "<", "`", "_", "&", "<@"]
    )
    func hostile(unit: String) {
        let text = String(repeating: unit, count: 50_000)
        #expect(markup.plainText(text).utf8.count == text.utf8.count)
    }

    @Test(
        "hidden characters are removed and line ends made one",
        arguments: [
            ("a\u{0}b", "ab"), ("a\r\nb\rc", "a\nb\nc"), ("pay\u{200B}load\u{202E}", "payload"),
            ("x\u{E0041}y", "xy"),
            ("👩\u{200D}💻 é – ok", "👩\u{200D}💻 é – ok"), ("\u{FEFF}日本", "日本"), ("tab\tstays", "tab\tstays"),
        ]
    )
    func visible(text: String, expected: String) {
        #expect(VisibleText.cleaned(text) == expected)
    }
}

import Identifiers

extension CardPage {
    /// What a page made by `html` may do, for the header of that name: show its own styles, nothing else.
    package static let contentSecurityPolicy =
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

    /// A page of its own: no script, nothing loaded from elsewhere, everything that people wrote escaped.
    package var html: String {
        let sections = CardSection.allCases.map(html(of:)).joined()
        let title = HTMLText.escape(title)
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>Model card: \(title)</title>
            <style>
            \(Self.style)
            </style>
            </head>
            <body>
            <main>
            <h1>\(title)</h1>
            <p class="standing \(review.isComplete ? "complete" : "incomplete")">\(HTMLText.escape(standing))</p>
            \(sections)\(html(of: review))</main>
            </body>
            </html>

            """
    }

    private func html(of section: CardSection) -> String {
        let known = facts(of: section)
        var parts = ["<section>\n<h2>\(HTMLText.escape(section.title))</h2>\n"]
        if !known.isEmpty {
            let rows = known.map { fact in
                "<tr><th scope=\"row\">\(HTMLText.escape(fact.label))</th><td>\(HTMLText.escape(fact.value))</td></tr>\n"
            }
            parts.append(
                "<table class=\"catalog\">\n<caption>From the catalog</caption>\n\(rows.joined())</table>\n"
            )
        }
        let fields = CardSchema.fields(of: section).compactMap(html(of:))
        parts += fields
        if let credit = credit(of: section) {
            parts.append("<p class=\"credit\">\(HTMLText.escape(credit))</p>\n")
        } else if known.isEmpty {
            parts.append("<p class=\"credit\">Nothing is written here yet.</p>\n")
        }
        return parts.joined() + "</section>\n"
    }

    private func html(of field: CardField) -> String? {
        guard let value = written.value(of: field) else { return nil }
        return "<h3>\(HTMLText.escape(field.title))</h3>\n" + html(of: value)
    }

    private func html(of value: CardValue) -> String {
        switch value {
        case .text(let text): return "<p class=\"prose\">\(HTMLText.escape(text))</p>\n"
        case .list(let entries):
            return "<ul>\n" + entries.map { "<li>\(HTMLText.escape($0))</li>\n" }.joined() + "</ul>\n"
        case .links(let links):
            return "<ul>\n" + links.map { "<li>\(Self.anchor($0))</li>\n" }.joined() + "</ul>\n"
        case .measurements(let results):
            let rows = results.map { result in
                let cells = [result.metric, result.shownValue, result.slice ?? "all", result.dataset ?? ""]
                return "<tr>" + cells.map { "<td>\(HTMLText.escape($0))</td>" }.joined() + "</tr>\n"
            }
            let head = ["Metric", "Value", "Slice", "Dataset"].map { "<th scope=\"col\">\($0)</th>" }.joined()
            return "<table>\n<thead><tr>\(head)</tr></thead>\n<tbody>\n\(rows.joined())</tbody>\n</table>\n"
        }
    }

    /// A link only to the web; anything else is shown as the text that it is.
    private static func anchor(_ link: String) -> String {
        let text = HTMLText.escape(link)
        return WebLink.isSafe(link)
            ? "<a href=\"\(text)\" rel=\"noopener noreferrer nofollow\">\(text)</a>" : text
    }

    private func html(of review: CardReview) -> String {
        guard !review.isComplete else { return "" }
        let rows = review.faults.map { fault in
            let annex = fault.annexFour.map { " (EU AI Act, Annex IV, \($0))" } ?? ""
            return
                "<li><code>\(HTMLText.escape(fault.field))</code>: \(HTMLText.escape(fault.detail + annex))</li>\n"
        }
        return "<section>\n<h2>What is missing</h2>\n<ul>\n\(rows.joined())</ul>\n</section>\n"
    }

    private static let style = """
        :root { color-scheme: light dark; --line: #c9ced6; --quiet: #5d6673; --good: #1d6b3a; --bad: #9a3412; }
        @media (prefers-color-scheme: dark) {
          :root { --line: #3b424d; --quiet: #a0a9b6; --good: #7bd39a; --bad: #f2a27e; }
        }
        body { font: 16px/1.55 system-ui, sans-serif; margin: 0; }
        main { max-width: 46rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; overflow-wrap: anywhere; }
        h1 { font-size: 1.75rem; line-height: 1.25; margin: 0 0 .5rem; }
        h2 { font-size: 1.2rem; margin: 2.25rem 0 .75rem; padding-top: .75rem; border-top: 1px solid var(--line); }
        h3 { font-size: 1rem; margin: 1.25rem 0 .25rem; }
        p { margin: .25rem 0 .75rem; }
        .prose { white-space: pre-wrap; }
        .standing { font-weight: 600; }
        .complete { color: var(--good); }
        .incomplete { color: var(--bad); }
        .credit { color: var(--quiet); font-size: .875rem; }
        table { border-collapse: collapse; width: 100%; font-size: .9375rem; margin: .25rem 0 1rem; }
        caption { text-align: left; color: var(--quiet); font-size: .8125rem; padding-bottom: .25rem; }
        th, td { text-align: left; vertical-align: top; padding: .35rem .75rem .35rem 0; border-bottom: 1px solid var(--line); }
        .catalog th { width: 14rem; font-weight: 600; }
        code { font-size: .875em; }
        """
}

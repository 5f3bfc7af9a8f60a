import Testing

@Suite("Links lead somewhere")
struct LinkTests {
    @Test(
        "Every relative link of a document resolves",
        arguments: Checkout.textFiles.filter { $0.path.hasSuffix(".md") }
    )
    func linksResolve(document: TextFile) {
        let folder = document.path.split(separator: "/").dropLast().map(String.init)
        for (number, line) in document.lines {
            for link in MarkdownLink.targets(in: line)
            where !link.contains("://") && !link.hasPrefix("mailto:") {
                let parts = link.split(separator: "#", maxSplits: 1, omittingEmptySubsequences: false)
                let path = resolve(String(parts[0]), from: folder)
                let exists = path.map { $0.isEmpty || Checkout.exists($0) } ?? false
                #expect(exists, "\(document.path):\(number): nothing stands at `\(link)`; correct the link")
                guard exists, parts.count == 2, let path else { continue }
                let target = parts[0].isEmpty ? document.text : Checkout.text(of: path)
                #expect(
                    MarkdownLink.anchors(in: target).contains(String(parts[1])),
                    "\(document.path):\(number): no heading gives the anchor of `\(link)`; correct the link"
                )
            }
        }
    }

    @Test("Anchors are made of headings as readers expect")
    func anchorsFollowHeadings() {
        #expect(
            MarkdownLink.anchors(in: "# One Thing, and `two`\n## Six rules") == [
                "one-thing-and-two", "six-rules",
            ]
        )
        #expect(MarkdownLink.targets(in: "see [a](b.md) and [c](d#e) but `[x](y)`") == ["b.md", "d#e"])
    }

    /// Nil for a link that leaves the checkout.
    private func resolve(_ link: String, from folder: [String]) -> String? {
        guard !link.isEmpty else { return "" }
        var parts = folder
        for part in link.split(separator: "/") where part != "." {
            if part == ".." {
                guard parts.popLast() != nil else { return nil }
            } else {
                parts.append(String(part))
            }
        }
        return parts.joined(separator: "/")
    }
}

/// The little of Markdown that links need.
private enum MarkdownLink {
    /// What stands in the round brackets of `[text](target)`, outside of code.
    static func targets(in line: Substring) -> [String] {
        let prose = line.split(separator: "`", omittingEmptySubsequences: false).enumerated()
            .map { $0.offset.isMultiple(of: 2) ? String($0.element) : "code" }.joined()
        return prose.split(separator: "](", omittingEmptySubsequences: false).dropFirst().compactMap { rest in
            rest.firstIndex(of: ")").map { String(rest[..<$0]) }
        }
    }

    static func anchors(in document: String) -> Set<String> {
        let headings = document.split(separator: "\n").filter { $0.hasPrefix("#") }
        return Set(headings.map { anchor(of: $0.drop { $0 == "#" || $0 == " " }) })
    }

    private static func anchor(of heading: Substring) -> String {
        let kept = heading.lowercased().filter {
            $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" || $0 == " "
        }
        return String(kept.map { $0 == " " ? "-" : $0 })
    }
}

import Testing

/// Words that belong to unfinished work or to talk about the work, in any text file.
///
/// The mark `|` divides each phrase so that this list does not find itself.
private enum Leftover {
    static let exact = ["TO|DO", "FIX|ME", "X|XX", "HA|CK"].map(joined)
    static let words = ["st|ub", "stu|bbed", "place|holder", "un|implemented"].map(joined)
    static let phrases = [
        "not |implemented", "for| now,", "developer| session", "the| issue asks",
        "the| issue says",
        "sub|agent", "helper| agent", "the| ceo", "the| brief says", "as| requested",
        "chat|gpt",
        "language| model assistant",
    ].map(joined)
    static let hosts = [
        "py|pi.org", "python|hosted.org", "npm|js.org", "npm|js.com", "crates|.io", "hub.|docker",
    ]
    .map(joined)
    static let folders = ["/wo|rk/", "/ro|ot/", "/ho|me/", "/t|mp/", "/Us|ers/"].map(joined)

    private static func joined(_ divided: String) -> String {
        String(divided.filter { $0 != "|" })
    }
}

@Suite("Nothing is left over")
struct LeftoverTests {
    @Test("No unfinished work and no talk about the work", arguments: Checkout.textFiles)
    func noLeftovers(file: TextFile) {
        for (number, line) in file.lines {
            for word in words(of: line) {
                let isLeft =
                    Leftover.exact.contains(String(word)) || Leftover.words.contains(word.lowercased())
                guard isLeft, !isAttribute(word, in: line) else { continue }
                Issue.record("\(file.path):\(number): `\(word)`; finish it, or choose the exact word")
            }
            let lowered = line.lowercased()
            for phrase in Leftover.phrases where lowered.contains(phrase) {
                Issue.record("\(file.path):\(number): `\(phrase)`; the project speaks of itself alone")
            }
        }
    }

    @Test("No path of one machine and no host of a package registry", arguments: Checkout.textFiles)
    func noMachinePaths(file: TextFile) {
        for (number, line) in file.lines where line.contains("/") || line.contains(".") {
            for folder in Leftover.folders where pointsAt(folder, in: line) {
                Issue.record("\(file.path):\(number): `\(folder)` is a path of one machine; make it relative")
            }
            for host in Leftover.hosts where line.contains(host) {
                Issue.record(
                    "\(file.path):\(number): `\(host)` is the address of a registry; name the package only"
                )
            }
        }
    }

    /// Letters, digits and underscores in a row.
    private func words(of line: Substring) -> [Substring] {
        line.split(whereSeparator: { !$0.isASCII || !($0.isLetter || $0.isNumber || $0 == "_") })
    }

    /// HTML's own attribute and CSS's own selector are no left-over.
    private func isAttribute(_ word: Substring, in line: Substring) -> Bool {
        line.contains(word + "=") || line.contains("::" + word)
    }

    /// Whether `folder` begins a path in the line instead of standing inside a longer one.
    private func pointsAt(_ folder: String, in line: Substring) -> Bool {
        line.ranges(of: folder).contains { range in
            guard range.lowerBound > line.startIndex else { return true }
            let before = line[line.index(before: range.lowerBound)]
            return !(before.isLetter || before.isNumber || "._-/}):".contains(before))
        }
    }
}

/// One pass over the bytes of a message: tokens first, then entities, code and emphasis.
struct MrkdwnDecoder<Names: MentionNames> {
    /// How far a closing `*`, `_` or `~` is looked for; keeps the work linear on lines full of marks.
    private static var emphasisBytesMax: Int { 256 }
    private static var tokenBytesMax: Int { 8192 }

    let markup: SlackMarkup<Names>
    let input: [UInt8]
    private var out: [UInt8] = []
    private var index = 0
    /// Positions of closing marks whose opening mark was dropped.
    private var closing: [Int] = []

    init(markup: SlackMarkup<Names>, input: [UInt8]) {
        self.markup = markup
        self.input = input
        out.reserveCapacity(input.count)
    }

    static func isSyntax(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "<"), UInt8(ascii: "&"), UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"),
            UInt8(ascii: ":"):
            true
        default: false
        }
    }

    mutating func decode() -> String {
        while index < input.count { step() }
        return String(decoding: out, as: UTF8.self)
    }

    private mutating func step() {
        switch input[index] {
        case UInt8(ascii: "`"): copyCode()
        case UInt8(ascii: "<"): copyToken(inCode: false)
        case UInt8(ascii: "*"), UInt8(ascii: "_"), UInt8(ascii: "~"): copyMark()
        case UInt8(ascii: ":"): copyColon()
        default: copyCharacter()
        }
    }

    private mutating func copyCharacter() {
        let (byte, length) = SlackEntity.read(input, at: index)
        out.append(byte)
        index += length
    }

    private mutating func copyToken(inCode: Bool) {
        guard let end = tokenEnd(from: index),
            let token = SlackToken(String(decoding: input[(index + 1)..<end], as: UTF8.self))
        else {
            out.append(input[index])
            index += 1
            return
        }
        out.append(contentsOf: markup.text(of: token, inCode: inCode).utf8)
        index = end + 1
    }

    /// The position of the `>` that ends a token at `start`; nil when another `<` comes first or it is too
    /// far.
    private func tokenEnd(from start: Int) -> Int? {
        let limit = min(input.count, start + Self.tokenBytesMax)
        for position in (start + 1)..<max(limit, start + 1) {
            if input[position] == UInt8(ascii: ">") { return position }
            if input[position] == UInt8(ascii: "<") { return nil }
        }
        return nil
    }
}

extension MrkdwnDecoder {
    /// Copies back-ticked code with its back-ticks; a back-tick without partner is an ordinary character.
    private mutating func copyCode() {
        let fence = isFence(at: index) ? 3 : 1
        guard let end = codeEnd(from: index + fence, fence: fence) else {
            for _ in 0..<fence { copyCharacter() }
            return
        }
        for _ in 0..<fence { copyCharacter() }
        while index < end {
            if input[index] == UInt8(ascii: "<") { copyToken(inCode: true) } else { copyCharacter() }
        }
        for _ in 0..<fence where index < input.count { copyCharacter() }
    }

    private func isFence(at position: Int) -> Bool {
        position + 2 < input.count && input[position...(position + 2)].allSatisfy { $0 == UInt8(ascii: "`") }
    }

    private func codeEnd(from start: Int, fence: Int) -> Int? {
        var position = start
        let limit = fence == 3 ? input.count : min(input.count, start + Self.tokenBytesMax)
        while position < limit {
            if fence == 3 {
                if isFence(at: position) { return position }
            } else if input[position] == UInt8(ascii: "`") {
                return position > start ? position : nil
            } else if input[position] == UInt8(ascii: "\n") {
                return nil
            }
            position += 1
        }
        return fence == 3 ? input.count : nil
    }

    /// Drops `*`, `_` and `~` where they open or close emphasis: at word borders, both on one line.
    private mutating func copyMark() {
        if let known = closing.firstIndex(of: index) {
            closing.remove(at: known)
            index += 1
        } else if let end = emphasisEnd(from: index) {
            closing.append(end)
            index += 1
        } else {
            copyCharacter()
        }
    }

    private func emphasisEnd(from start: Int) -> Int? {
        let mark = input[start]
        guard start == 0 || !isWord(input[start - 1]), start + 1 < input.count, !isSpace(input[start + 1]),
            input[start + 1] != mark
        else { return nil }
        var position = start + 1
        let limit = min(input.count, start + Self.emphasisBytesMax)
        while position < limit, input[position] != UInt8(ascii: "\n") {
            if input[position] == UInt8(ascii: "<"), let end = tokenEnd(from: position) {
                position = end + 1
                continue
            }
            if input[position] == UInt8(ascii: "`") { return nil }
            if input[position] == mark, !isSpace(input[position - 1]), endsWord(at: position + 1, mark: mark)
            {
                return position
            }
            position += 1
        }
        return nil
    }

    private func endsWord(at position: Int, mark: UInt8) -> Bool {
        position >= input.count || !isWord(input[position]) && input[position] != mark
    }

    private func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x0A || byte == 0x09 }

    private func isWord(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
            UInt8(ascii: "A")...UInt8(ascii: "Z"), 0x80...0xFF:
            true
        default: false
        }
    }

    /// Copies a colon, without the skin tone that may follow an emoji's name: `:wave::skin-tone-3:` reads
    /// `:wave:`.
    private mutating func copyColon() {
        copyCharacter()
        let tone = Array(":skin-tone-".utf8)
        guard index + tone.count + 1 < input.count, input[index..<(index + tone.count)].elementsEqual(tone),
            input[index + tone.count + 1] == UInt8(ascii: ":")
        else { return }
        index += tone.count + 2
    }
}

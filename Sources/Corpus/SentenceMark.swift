/// The characters and words that decide where a sentence ends.
enum SentenceMark {
    static let abbreviationScalarsMax = 12
    static let inlineCodeScalarsMax = 500

    /// Stops that end a sentence only before white space: Latin, Arabic, Devanagari, Armenian, Ethiopic,
    /// Khmer, Burmese.
    static func isStop(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case ".", "!", "?", "…", "‼", "⁇", "⁈", "⁉", "؟", "۔", "।", "॥", "։", "።", "፧", "៖", "។", "။": true
        default: false
        }
    }

    /// Stops of scripts that write no space after them: Chinese, Japanese.
    static func isUnspacedStop(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "。", "！", "？", "｡", "．": true
        default: false
        }
    }

    static func isClosing(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\"", "'", ")", "]", "}", "»", "”", "’", "」", "』", "）", "】", "*", "_", "~": true
        default: false
        }
    }

    static func isOpening(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar {
        case "\"", "'", "(", "[", "{", "«", "“", "‘", "「", "『", "（", "【", "*", "_", "/": true
        default: false
        }
    }

    /// Words that are followed by what they belong to, in lower case and without their last point.
    static let abbreviations: Set<String> = [
        "e.g", "i.e", "cf", "vs", "viz", "approx", "ca", "resp", "incl", "esp", "fig", "figs", "eq", "eqs",
        "vol", "pp", "nos", "mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr", "sen", "gov",
        "capt", "lt", "jan", "feb", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec", "inc",
        "ltd", "corp", "bzw", "z.b", "d.h", "u.a", "vgl", "nr", "ggf", "evtl", "p.ex",
    ]
}

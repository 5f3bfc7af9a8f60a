import Testing

@testable import Retrieval

@Suite("English stemmer")
struct EnglishStemmerTests {
    @Test(
        "Words have these stems",
        arguments: [
            ("deployments", "deploy"), ("deployed", "deploy"), ("deploying", "deploy"),
            ("caresses", "caress"),
            ("ponies", "poni"), ("ties", "tie"), ("cries", "cri"), ("gas", "gas"), ("gaps", "gap"),
            ("kiwis", "kiwi"),
            ("agreed", "agre"), ("hopping", "hop"), ("hoping", "hope"), ("luxuriating", "luxuri"),
            ("hissing", "hiss"),
            ("happy", "happi"), ("say", "say"), ("by", "by"), ("relational", "relat"),
            ("conditional", "condit"),
            ("vietnamization", "vietnam"), ("operator", "oper"), ("feudalism", "feudal"),
            ("hopefulness", "hope"),
            ("sensitivity", "sensit"), ("analogy", "analog"), ("geologist", "geolog"),
            ("formative", "format"),
            ("electrical", "electr"), ("goodness", "good"), ("adjustment", "adjust"),
            ("replacement", "replac"),
            ("adoption", "adopt"), ("controlling", "control"), ("rolling", "roll"), ("skies", "sky"),
            ("dying", "die"),
            ("news", "news"), ("inning", "inning"), ("proceeded", "proceed"), ("generate", "generat"),
            ("general", "general"), ("university", "universiti"), ("youth", "youth"), ("boyish", "boyish"),
            ("knightly", "knight"), ("added", "add"), ("paste", "paste"), ("is", "is"), ("x1y", "x1y"),
        ]
    )
    func stems(word: String, stem: String) {
        #expect(EnglishStemmer.stem(word) == stem)
    }
}

/// English words that say nothing about a subject: articles, pronouns, auxiliaries, prepositions, question
/// words.
enum EnglishStopWords {
    static func contains(_ word: [UInt8]) -> Bool {
        word.count <= longest && set.contains(word)
    }

    private static let longest = 10
    private static let set = Set(words.split(whereSeparator: \.isWhitespace).map { Array($0.utf8) })

    private static let words = """
        a an the this that these those such
        i me my mine myself we us our ours ourselves you your yours yourself he him his himself
        she her hers herself it its itself they them their theirs themselves one someone anyone
        am is are was were be been being do does did doing done have has had having
        can could may might must shall should will would ought
        and or nor but if then else than so as because while although though unless until whether
        of in on at by for from to into onto with without within about between
        among through during upon up
        who whom whose which what when where why how
        here there now just also too very only even ever still yet again once
        not no any all both each every either neither some other
        own however therefore thus hence etc
        dont doesnt didnt isnt arent wasnt werent hasnt havent hadnt cant couldnt wont wouldnt shouldnt
        im ive youre youve theyre theyve weve thats theres whats lets
        http https www
        """
}

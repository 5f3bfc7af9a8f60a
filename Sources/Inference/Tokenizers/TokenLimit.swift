/// How many tokens, the special ones included, a sentence model reads.
package enum TokenLimit {
    /// `max_seq_length` of `sentence_bert_config.json`, or every position of the model without that file.
    ///
    /// The truncation and padding blocks of `tokenizer.json` are left alone: published files carry those of
    /// whatever ran last (all-MiniLM-L6-v2 says 128, padded to 128, where the model was released for 256).
    package static func read(_ file: ModelFile?, positions: Int) throws(ModelFileError) -> Int {
        guard let file else { return positions }
        let keys = try ConfigurationReader(file)
        guard keys.optional("max_seq_length") != nil else { return positions }
        return try keys.integer("max_seq_length", in: 3...positions)
    }
}

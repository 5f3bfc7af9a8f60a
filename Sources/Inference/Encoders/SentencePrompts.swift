internal import Identifiers

/// Texts that a model wants before what it embeds, from `config_sentence_transformers.json`.
package struct SentencePrompts: Equatable, Sendable {
    /// By name, for instance `query` and `document`.
    package let prompts: [String: String]
    /// The prompt for texts of which nothing is said; nil for none.
    package let defaultName: String?

    /// Without the file there are no prompts.
    package static let none = SentencePrompts(prompts: [:], defaultName: nil)

    private init(prompts: [String: String], defaultName: String?) {
        self.prompts = prompts
        self.defaultName = defaultName
    }

    package init(_ file: ModelFile) throws(ModelFileError) {
        let keys = try ConfigurationReader(file)
        var prompts: [String: String] = [:]
        if let value = keys.optional("prompts") {
            guard let members = value.object else {
                throw keys.failure("prompts", .wrongType(expected: "an object"))
            }
            for (name, prompt) in members {
                guard let text = prompt.string else {
                    throw keys.failure("prompts.\(name)", .wrongType(expected: "a string"))
                }
                prompts[name] = text
            }
        }
        var defaultName: String?
        if keys.optional("default_prompt_name") != nil {
            let name = try keys.string("default_prompt_name")
            guard prompts[name] != nil else {
                throw keys.failure("default_prompt_name", .outOfRange("there is no prompt \(name)"))
            }
            defaultName = name
        }
        self.init(prompts: prompts, defaultName: defaultName)
    }

    /// The text with the prompt of this name before it, or with the default one; nil when there is no such name.
    package func prompted(_ text: String, name: String? = nil) -> String? {
        guard let name = name ?? defaultName else { return text }
        return prompts[name].map { $0 + text }
    }
}

internal import Tokens

/// Counts the prompt of a request to OpenAI, from a body for Chat Completions or Responses.
///
/// The model sees a text: messages between markers, and in the system prompt the functions as a TypeScript namespace
/// and the form of the answer as a schema. Writing that text as the provider does and counting it with the model's
/// encoding gives what is billed. `docs/REQUESTS-OPENAI.md` has each rule with what it was found by.
///
/// Bodies for others with the same interface (Azure, OpenRouter) are counted alike, by the model's name.
public struct OpenAIPromptCounter: PromptCounter {
    private let rules: FramingRules

    /// A counter with the constants of a day.
    public init(rules: FramingRules = .builtIn) {
        self.rules = rules
    }

    /// Counts the prompt of a body. See ``PromptCounter/count(body:)``.
    public func count(body: JSONValue) -> PromptCount {
        let prompt = ChatPrompt(body)
        let model = prompt.model ?? ""
        guard let found = rules.generations.rule(for: model), let encoding = try? Encoding(named: found.rule.encoding)
        else { return unknown(prompt) }
        var count = OpenAIPromptCount(
            prompt, generation: found.rule, encoding: encoding, imageRule: rules.images.rule(for: model)?.rule,
            document: rules.document)
        if !found.isListed {
            count.doubts.add(.medium, "\(model) is counted as the models before it, of which records are known.")
        }
        return count.result()
    }

    /// The count of a model that isn't known: by the newest encoding and the most common constants.
    private func unknown(_ prompt: ChatPrompt) -> PromptCount {
        let common = FramingRules.Generation(["message": .number(JSONNumber(3)), "priming": .number(JSONNumber(3))])
        var count = OpenAIPromptCount(
            prompt, generation: common, encoding: .o200kBase, imageRule: nil, document: rules.document)
        let model = prompt.model.map { "\($0) has" } ?? "The model is not named, so it has"
        count.doubts.add(.low, "\(model) no encoding here; its text is counted by o200k_base.")
        return count.result(mostPerToken: OpenAIPromptCounter.mostBytesPerToken)
    }

    /// A token of any vocabulary is hardly ever less than a fourth of what o200k_base makes of the same text.
    private static let mostBytesPerToken = 4
}

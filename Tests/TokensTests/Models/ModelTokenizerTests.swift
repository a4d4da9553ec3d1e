import Testing
import Tokens

/// Which tokenizer counts a model's tokens, and how sure that is.
@Suite("Models' tokenizers")
struct ModelTokenizerTests {
    @Test(
        "Claude's models by their version, however it's written",
        arguments: [
            ("claude-3-haiku-20240307", "claude-v3"), ("claude-3-5-sonnet-latest", "claude-v3"),
            ("claude-3.7-sonnet", "claude-v3"), ("claude-opus-4", "claude-v3"), ("claude-opus-4-20250514", "claude-v3"),
            ("claude-sonnet-4-0", "claude-v3"), ("claude-opus-4-6", "claude-v3"),
            ("claude-haiku-4-5@20251001", "claude-v3"),
            ("claude-opus-4-7", "claude-v4.7"), ("claude-opus-4-7-20260416", "claude-v4.7"),
            ("claude-opus-4-8", "claude-v4.8"), ("claude-sonnet-5", "claude-v4.8"), ("claude-fable-5", "claude-v4.8"),
            ("claude-opus-5", "claude-opus-5"), ("anthropic/claude-opus-4.5", "claude-v3"),
            ("us.anthropic.claude-3-5-sonnet-20241022-v2:0", "claude-v3"),
        ])
    func claude(model: String, name: String) throws {
        let tokenizer = try ModelTokenizer(forModel: model)
        #expect(tokenizer.counter.name == name)
        #expect(tokenizer.basis == .known)
        #expect(throws: EncodingError.countsOnly(model)) { try Encoding(forModel: model) }
    }

    @Test(
        "A version that nothing is known of is a guess, and says so",
        arguments: [
            ("claude-opus-4-10", "claude-v4.8"), ("claude-opus-5-5", "claude-v4.8"), ("claude-mythos-5", "claude-v4.8"),
            ("claude-fable-5-1", "claude-v4.8"), ("claude-haiku-5-5", "claude-v4.8"),
            ("claude-sonnet-4-7", "claude-v4.7"),
            ("claude-verse-6", "claude-v4.8"),
        ])
    func guessed(model: String, name: String) throws {
        let tokenizer = try ModelTokenizer(forModel: model)
        #expect(tokenizer.counter.name == name)
        guard case .guess(let reason) = tokenizer.basis else {
            Issue.record("\(tokenizer.basis)")
            return
        }
        #expect(reason.contains(model) && reason.contains(name))
    }

    @Test(
        "Models older than Claude 3, and names without a version, are unknown",
        arguments: ["claude-2", "claude-2.1", "claude-instant-1.2", "claude-opus"])
    func unknown(model: String) {
        let error = #expect(throws: EncodingError.self) { try ModelTokenizer(forModel: model) }
        #expect(error?.code == "unknown_model")
    }

    @Test("Other makers' models have their encodings")
    func encodings() throws {
        #expect(try ModelTokenizer(forModel: "gpt-4o").counter.name == "o200k_base")
        #expect(try ModelTokenizer(forModel: "qwen-max").counter.name == "qwen")
        #expect(try ModelTokenizer(forModel: "gpt-4o").counter.count("Hello, world!") == 4)
    }

    @Test(
        "A family that isn't built in is approximated where asked for, and says so",
        arguments: [
            ("llama3.1:8b", "cl100k_base"), ("llama", "cl100k_base"),
            ("meta-llama/Llama-3.3-70B-Instruct", "cl100k_base"),
            ("llama2", "cl100k_base"), ("llama4:scout", "o200k_base"), ("mistral-large-latest", "o200k_base"),
            ("gemma3", "o200k_base"), ("deepseek-r1:7b", "qwen"), ("qwen3.5-plus", "qwen"),
        ])
    func approximated(model: String, name: String) throws {
        let tokenizer = try #require(ModelTokenizer.approximation(ofModel: model))
        #expect(tokenizer.counter.name == name)
        guard case .approximation(let reason) = tokenizer.basis else {
            Issue.record("\(tokenizer.basis)")
            return
        }
        #expect(reason.contains(name))
        if !model.hasPrefix("qwen") {
            #expect(throws: EncodingError.self) { try ModelTokenizer(forModel: model) }
        }
        #expect(ModelTokenizer.approximation(ofModel: "nothing-like-it")?.counter.name == nil)
    }
}

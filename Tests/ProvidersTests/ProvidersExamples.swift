import Completions
import Providers
import Testing

/// The examples of the articles of `Providers`, line for line.
@Suite("The examples of Providers")
struct ProvidersExamples {
    @Test("of adding a provider give what they show")
    func adding() {
        let key = "sk-test"
        var traits = ProviderTraits(provider: "my-host", baseURL: "https://llm.example.com/v1")
        traits.chat.userKey = nil
        let host = HTTPProvider.compatible("my-host", key: APIKey(key), traits: traits)
        #expect(host?.id == "my-host")
    }
}

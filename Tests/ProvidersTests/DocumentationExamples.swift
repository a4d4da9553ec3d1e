import FakeProvider
import Completions
import Providers
import Testing

@Suite("The documentation's examples of providers")
struct DocumentationExamples {
    @Test("README.md")
    func readme() async throws {
        let stream = FakeProvider.Answer.stream(Fixture.chatStream(["Hello", " there"]))
        try await FakeProvider.with(answers: .json(Fixture.chat), stream) { fake in
            let key = "sk-test"
            let request = CompletionRequest.greeting
            var shown = ""
            func show(_ text: String) { shown += text }

            let provider = HTTPProvider.openAI(key: APIKey(key))
            var settings = provider.settings
            settings.baseURL = fake.url
            do {
                let provider = HTTPProvider(settings)
                let response = try await provider.complete(request)
                #expect(response.text == "Hello there")
                #expect(response.cost?.amount == "0.0035")
                for try await event in provider.stream(request) {
                    if case .text(let text) = event { show(text) }
                }
                #expect(shown == "Hello there")
            }
        }
    }
}

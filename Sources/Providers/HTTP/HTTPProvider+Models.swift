import Completions
import Pricing

extension HTTPProvider {
    /// How many models of a local server are asked about at a time.
    private static let concurrentDetails = 8
    /// The most pages of a listing: above any, below a server that never ends.
    private static let mostPages = 100

    public func listModels() async throws -> [ListedModel] {
        switch settings.interface {
        case .messages?: return try await pages()
        case .ollama?: return try await localModels()
        default: return try await compatibleModels()
        }
    }

    /// The listing that is like OpenAI's; of hosts that have none, the models that have a price.
    private func compatibleModels() async throws -> [ListedModel] {
        let path = settings.traits.chat.path
        let end = "/chat/completions"
        let prefix = path.hasSuffix(end) ? path.dropLast(end.count) : ""
        do {
            return try await page(prefix + "/models").models
        } catch let error as ProviderError where error.code == .notFound {
            guard let priced = try? settings.prices.listModels(provider: settings.priceProvider) else { throw error }
            let known = priced.filter { !$0.isRetired && ($0.region == nil || $0.region == settings.priceRegion) }
            return known.map { model in
                var listed = ListedModel(id: model.id)
                listed.contextLength = model.maxContext
                listed.maxOutput = model.maxOutput
                return listed
            }
        }
    }

    /// Anthropic's listing, page by page.
    private func pages() async throws -> [ListedModel] {
        var models: [ListedModel] = []
        var path = "/v1/models?limit=1000"
        for _ in 0..<HTTPProvider.mostPages {
            let page = try await page(path)
            models += page.models
            guard let next = page.nextPage, !page.models.isEmpty else { break }
            path = "/v1/models?limit=1000&after_id=" + next
        }
        return models
    }

    /// Ollama's listing, with the details that it has of each model.
    private func localModels() async throws -> [ListedModel] {
        var models = try await page("/api/tags").models
        for start in stride(from: 0, to: models.count, by: HTTPProvider.concurrentDetails) {
            let range = start..<min(start + HTTPProvider.concurrentDetails, models.count)
            try await withThrowingTaskGroup(of: (Int, JSONValue?).self) { group in
                for index in range {
                    let name = models[index].id
                    group.addTask { (index, try await details(ofLocalModel: name)) }
                }
                for try await (index, details) in group {
                    if let details { models[index].take(ollamaDetails: details) }
                }
            }
        }
        return models
    }

    /// What a local server says about a model; nil where it says nothing that can be read.
    private func details(ofLocalModel name: String) async throws -> JSONValue? {
        let (status, body) = try await fetch("/api/show", body: ["model": .string(name)])
        return (200..<300).contains(status) ? try? JSONValue(parsing: body) : nil
    }

    private func page(_ path: String) async throws -> ModelListing {
        let headers = settings.interface == .messages ? ["anthropic-version": AnthropicMessages.version] : [:]
        let (_, body) = try await fetch(path, headers: headers, failsOnStatus: true)
        return try ModelListing(parsing: body, provider: id)
    }

    private func fetch(
        _ path: String, headers: [String: String] = [:], body: JSONValue? = nil, failsOnStatus: Bool = false
    ) async throws -> (status: Int, body: [UInt8]) {
        do {
            let answer = try await transport.send(httpRequest(path, headers: headers, body: body))
            let isFine = (200..<300).contains(answer.status)
            let body = isFine ? Array(try await answer.wholeBody()) : try await answer.bodyBeginning()
            guard isFine || !failsOnStatus else {
                let format = ChatCompletions(settings.traits)
                throw format.error(
                    status: answer.status, headers: answer.headers, body: body, now: Timestamp.now.unixSeconds)
            }
            return (answer.status, body)
        } catch let failure as TransportFailure {
            throw failure.error(provider: id)
        } catch var error as ProviderError {
            error.provider = id
            throw error.hiding(settings.authorization.secret)
        }
    }
}

internal import CFraming

/// What Anthropic adds to prompts: the content of `Framing/anthropic.json`.
struct AnthropicFraming: Sendable {
    /// Models that are framed alike, the fallback last.
    let generations: [AnthropicGeneration]
    /// Tools that Anthropic defines, by how their types begin, each with its tokens.
    let serverTools: [(type: String, tokens: Int)]
    /// A server of remote tools, without its tools.
    let remoteToolServer: Int
    /// Around a result that holds images, around each image, and around each text beside it.
    let imageResult: (start: Int, image: Int, text: Int)
    /// A page of a PDF, an average.
    let documentPage: Int
    /// Around a document of text; where it may be cited; around a search result.
    let textDocument: (plain: Int, cited: Int, searchResult: Int)
    /// The instruction to keep to a budget of tokens.
    let taskBudget: Int

    /// The file that is in the binary.
    static let embedded: AnthropicFraming = {
        let file = cframing_anthropic()
        let json = try? JSONValue(parsing: UnsafeBufferPointer(start: file.bytes, count: file.count))
        return AnthropicFraming(json ?? .null)
    }()

    init(_ json: JSONValue) {
        generations = json["generations"].elements.map(AnthropicGeneration.init)
        serverTools = json["server_tools"].elements.map { ($0["type"]?.string ?? "", $0.integer("tokens")) }
        remoteToolServer = json["remote_tools"].integer("server")
        let result = json["results_with_images"]
        imageResult = (result.integer("start"), result.integer("image"), result.integer("text"))
        let documents = json["documents"]
        documentPage = documents.integer("page")
        textDocument = (documents.integer("text"), documents.integer("cited"), documents.integer("search_result"))
        taskBudget = json.integer("task_budget")
    }

    /// The generation that a model is of, and whether requests to such a model are known.
    ///
    /// The longest beginning of the name decides, wherever the name starts: `us.anthropic.claude-…`, `anthropic/claude-…`.
    func generation(of model: String) -> (generation: AnthropicGeneration, isKnown: Bool)? {
        let name = model.range(ofASCII: "claude-").map { model[$0.lowerBound...] } ?? model[...]
        var best: (generation: AnthropicGeneration, prefix: String)?
        for generation in generations {
            for prefix in generation.models
            where name.starts(with: prefix) && prefix.utf8.count > best?.prefix.utf8.count ?? 0 {
                best = (generation, prefix)
            }
        }
        if let best { return (best.generation, best.prefix != AnthropicFraming.fallback) }
        return generations.last.map { ($0, false) }
    }

    /// The beginning that every model's name has.
    private static let fallback = "claude-"
}

extension String {
    /// Where an ASCII text first occurs. O(n × m).
    fileprivate func range(ofASCII text: StaticString) -> Range<Index>? {
        text.withUTF8Buffer { needle in
            var start = utf8.startIndex
            while start != utf8.endIndex {
                if utf8[start...].starts(with: needle) {
                    return start..<utf8.index(start, offsetBy: needle.count)
                }
                start = utf8.index(after: start)
            }
            return nil
        }
    }
}

internal import CFraming

/// What Anthropic adds to prompts: the content of `Framing/anthropic.json`.
struct AnthropicFraming: Sendable {
    /// Models that are framed alike.
    let generations: ModelTable<AnthropicGeneration>
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
        guard let json = try? JSONValue(parsing: UnsafeBufferPointer(start: file.bytes, count: file.count)) else {
            preconditionFailure("Framing/anthropic.json is not valid: a test reads it")
        }
        return AnthropicFraming(json)
    }()

    init(_ json: JSONValue) {
        generations = ModelTable(json["generations"], beginning: "claude-", AnthropicGeneration.init)
        serverTools = json["server_tools"].elements.map { ($0["type"]?.string ?? "", $0.integer("tokens")) }
        remoteToolServer = json["remote_tools"].integer("server")
        let result = json["results_with_images"]
        imageResult = (result.integer("start"), result.integer("image"), result.integer("text"))
        let documents = json["documents"]
        documentPage = documents.integer("page")
        textDocument = (documents.integer("text"), documents.integer("cited"), documents.integer("search_result"))
        taskBudget = json.integer("task_budget")
    }
}

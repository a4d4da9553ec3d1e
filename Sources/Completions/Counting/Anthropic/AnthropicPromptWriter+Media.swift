extension AnthropicPromptWriter {
    /// Counts a part that is not text: an image, a document, or one that no rule is known for.
    func addMedia(_ block: AnthropicTurn.Block, to tally: inout AnthropicTally) {
        switch block.type {
        case "image": tally.messages[block.message].images += image(block.json["source"], &tally)
        case "document": tally.messages[block.message].documents += document(block.json, &tally)
        case "search_result": tally.messages[block.message].documents += searchResult(block, &tally)
        default:
            tally.doubt(.low, "No rule is known for a part of type \(block.type).", more: 20_000)
            tally.messages[block.message].tokens += text.inside(PythonJSON().text(of: block.json))
        }
    }

    /// An image's tokens, by its size.
    private func image(_ source: JSONValue?, _ tally: inout AnthropicTally) -> Int {
        expect(.images, "images", more: generation.images.mostPatches, &tally)
        if source["type"]?.string == "base64", let size = ImageSize(base64: (source["data"]?.string ?? "").utf8) {
            return generation.images.count(size)
        }
        tally.doubt(.low, "The size of an image is not in the request.", more: generation.images.mostPatches)
        return generation.images.countOfUnknownSize
    }

    private func document(_ document: JSONValue, _ tally: inout AnthropicTally) -> Int {
        let isCited = document["citations"]["enabled"] == .bool(true)
        let source = document["source"]
        if source["type"]?.string == "text", let data = source["data"]?.string {
            let title = text.inside(document["title"]?.string ?? "") + text.inside(document["context"]?.string ?? "")
            tally.doubt(
                isCited || title > 0 ? .low : .medium, "A document of text is wrapped, which few requests show.",
                more: isCited ? 1_000 : 32)
            return text.inside(data) + title + (isCited ? framing.textDocument.cited : framing.textDocument.plain)
        }
        tally.doubt(.low, "The pages of a document can't be counted.", more: PromptCount.anyContext)
        return framing.documentPage
    }

    private func searchResult(_ block: AnthropicTurn.Block, _ tally: inout AnthropicTally) -> Int {
        tally.doubt(.low, "A search result is wrapped, which few requests show.", more: 1_000)
        let content = AnthropicTurn.text(of: AnthropicTurn.blocks(of: block.json["content"], message: block.message))
        let about = [block.json["title"], block.json["source"]].compactMap { $0?.string }
        return text.inside(content) + about.reduce(0) { $0 + text.inside($1) } + framing.textDocument.searchResult
    }
}

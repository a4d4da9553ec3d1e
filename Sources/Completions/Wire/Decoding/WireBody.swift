/// A body with a status of success: one JSON value, or a stream that came unasked.
enum WireBody {
    /// The answer of a body that is one JSON value, by `read`, or a stream, by `decoder`.
    ///
    /// - Throws: the error that the body says, or `.badResponse` where it is no answer.
    static func decode(
        _ body: some Sequence<UInt8>, _ framing: StreamFraming, provider: String, decoder: () -> any StreamDecoder,
        read: (JSONValue) throws(ProviderError) -> CompletionResponse
    ) throws(ProviderError) -> CompletionResponse {
        let bytes = Array(body)
        let json: JSONValue
        do {
            json = try JSONValue(parsing: bytes)
        } catch {
            if isStream(bytes, framing) { return try collect(bytes, decoder()) }
            let text = Redaction.redacted(ErrorBody(bytes).message)
            throw ProviderError(.badResponse, "The answer is \(error): \(text)", provider: provider)
        }
        return try read(json)
    }

    /// Whether a body that isn't one JSON value begins as server-sent events or lines of JSON do.
    private static func isStream(_ bytes: [UInt8], _ framing: StreamFraming) -> Bool {
        switch framing {
        case .events: ["data:", "event:", "id:", ":"].contains { bytes.starts(with: $0.utf8) }
        case .lines: bytes.first == UInt8(ascii: "{")
        }
    }

    private static func collect(
        _ bytes: [UInt8], _ decoder: any StreamDecoder
    ) throws(ProviderError) -> CompletionResponse {
        var decoder = decoder
        var events = try decoder.consume(bytes)
        events += try decoder.finish()
        guard case .finished(let response)? = events.last else { return decoder.partial }
        return response
    }

    /// The error of JSON that is no answer.
    static func error(_ json: JSONValue, provider: String) -> ProviderError {
        if ErrorBody.isError(json) { return ProviderError(provider: provider, streamed: json) }
        let text = Redaction.redacted(json.description)
        return ProviderError(.badResponse, "The answer is none: \(text)", provider: provider)
    }
}

extension UsageFormat {
    /// The usage of a response, with the object that says it; nil where there is none that can be read.
    ///
    /// Of counts that contradict each other, as where more is cached than there is input, the totals are kept.
    func usage(in response: JSONValue) -> (usage: Usage, object: JSONValue)? {
        guard let object = usageObject(in: response) ?? UsageFormat.groq.usageObject(in: response) else { return nil }
        let usage = (try? usage(from: object)) ?? (try? UsageFormat.totals.usage(from: object))
        guard let usage, usage != Usage() else { return nil }
        return (usage, object)
    }

    /// The totals of any format of OpenAI's kind, whatever they include.
    private static let totals = UsageFormat(
        "totals",
        [
            UsageRule(.input, .whole, ["prompt_tokens"], ["input_tokens"]),
            UsageRule(.output, .whole, ["completion_tokens"], ["output_tokens"]),
        ])
}

extension ToolCall {
    /// A name for a call that came without one: the same for the same answer, another for another.
    static func synthesizedID(index: Int, answer: String) -> String {
        // FNV-1a, 64 bits.
        let hash = answer.utf8.reduce(0xCBF2_9CE4_8422_2325 as UInt64) { ($0 ^ UInt64($1)) &* 0x100_0000_01B3 }
        return "call_\(String(hash, radix: 16))_\(index)"
    }
}

extension OpenAIResponses: WireFormat {
    /// The answer of a whole body.
    public func decode(
        _ body: some Sequence<UInt8>, headers: [String: String]
    ) throws(ProviderError) -> CompletionResponse {
        try WireBody.decode(
            body, .events, provider: traits.provider, decoder: { makeStreamDecoder(headers: headers) },
            read: { json throws(ProviderError) in try answer(json) })
    }

    private func answer(_ json: JSONValue) throws(ProviderError) -> CompletionResponse {
        guard json["error"] == nil, json["output"]?.asArray != nil else {
            throw WireBody.error(json, provider: traits.provider)
        }
        return CompletionResponse(responses: json, provider: traits.provider)
    }

    /// A decoder of server-sent events.
    public func makeStreamDecoder(headers: [String: String]) -> any StreamDecoder {
        let machine = ResponsesMachine(provider: traits.provider)
        return FramedStreamDecoder(.events, machine: machine, provider: traits.provider) { body throws(ProviderError) in
            try decode(body, headers: headers)
        }
    }

    /// The error of an answer with a status of failure.
    public func error(
        status: Int, headers: [String: String], body: some Sequence<UInt8>, now: Int?
    ) -> ProviderError {
        ProviderError(provider: traits.provider, status: status, headers: headers, body: Array(body), now: now)
    }
}

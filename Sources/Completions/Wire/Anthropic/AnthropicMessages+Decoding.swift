extension AnthropicMessages: WireFormat {
    /// The answer of a whole body.
    public func decode(
        _ body: some Sequence<UInt8>, headers: [String: String]
    ) throws(ProviderError) -> CompletionResponse {
        try WireBody.decode(
            body, .events, provider: traits.provider, decoder: { makeStreamDecoder(headers: headers) },
            read: { json throws(ProviderError) in try answer(json) })
    }

    private func answer(_ json: JSONValue) throws(ProviderError) -> CompletionResponse {
        // Some hosts leave the type out.
        guard json["type"] ?? "message" == "message", json["content"]?.asArray != nil else {
            throw WireBody.error(json, provider: traits.provider)
        }
        var machine = AnthropicMachine(provider: traits.provider)
        machine.take(message: json)
        return machine.response
    }

    /// A decoder of server-sent events.
    public func makeStreamDecoder(headers: [String: String]) -> any StreamDecoder {
        let machine = AnthropicMachine(provider: traits.provider)
        return FramedStreamDecoder(.events, machine: machine, provider: traits.provider) { body throws(ProviderError) in
            try decode(body, headers: headers)
        }
    }

    /// The error of an answer with a status of failure.
    public func error(
        status: Int, headers: [String: String], body: some Sequence<UInt8>, now: Int?
    ) -> ProviderError {
        var error = ProviderError(
            provider: traits.provider, status: status, headers: headers, body: Array(body), now: now)
        // Here a gateway's time-out is the model's.
        if status == 504, error.code == .serverError { error.code = .timeout }
        return error
    }
}

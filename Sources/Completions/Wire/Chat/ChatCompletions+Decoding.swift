extension ChatCompletions: WireFormat {
    private var machine: ChatMachine {
        ChatMachine(
            provider: traits.provider, usageFormat: UsageFormat(named: traits.chat.usageFormat) ?? .openAI)
    }

    /// The answer of a whole body: of several choices, the first.
    public func decode(
        _ body: some Sequence<UInt8>, headers: [String: String]
    ) throws(ProviderError) -> CompletionResponse {
        try WireBody.decode(
            body, .events, provider: traits.provider, decoder: { makeStreamDecoder(headers: headers) },
            read: { json throws(ProviderError) in try answer(json) })
    }

    private func answer(_ json: JSONValue) throws(ProviderError) -> CompletionResponse {
        var machine = self.machine
        var events: [StreamEvent] = []
        try machine.take(json, into: &events)
        machine.takeEndMark()
        guard machine.isClosed else { throw WireBody.error(json, provider: traits.provider) }
        return machine.response
    }

    /// A decoder of server-sent events.
    public func makeStreamDecoder(headers: [String: String]) -> any StreamDecoder {
        FramedStreamDecoder(.events, machine: machine, provider: traits.provider) { body throws(ProviderError) in
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

import Completions
internal import NIOCore
import Pricing

/// One attempt: a request, and whatever comes back.
struct Exchange {
    /// How an attempt ended, for the call.
    enum End {
        /// The answer is in the channel.
        case answered
        case failed(ProviderError, wasConnected: Bool)
        case abandoned(CompletionResponse?)
    }

    let provider: HTTPProvider
    let request: CompletionRequest
    let wire: WireRequest
    let format: any WireFormat
    let channel: EventChannel
    /// Called once, with the outcome, before the caller gets to know it.
    let didEnd: @Sendable (AttemptOutcome) async -> Void

    /// The most redirects that are followed.
    private static let mostRedirects = 3
    /// How long the end of a stream whose answer is complete is waited for, so that its connection can be used again.
    private static let drainTime = Duration.seconds(1)
    /// The most bytes of such an end.
    private static let drainSize = 64 << 10

    /// Makes the attempt.
    func run() async -> End {
        do {
            let answer = try await send()
            guard (200..<300).contains(answer.status) else { return await refused(try await self.error(of: answer)) }
            return wire.isStream ? await read(stream: answer) : await read(whole: answer)
        } catch {
            return await failed(error, partial: nil)
        }
    }

    // MARK: The request

    /// Sends the request, and again where the same server has it elsewhere. A key never goes to another one.
    private func send() async throws -> HTTPAnswer {
        var outgoing = provider.httpRequest(wire.path, headers: wire.headers, body: wire.body)
        for _ in 0...Exchange.mostRedirects {
            let answer = try await provider.transport.send(outgoing)
            guard (300..<400).contains(answer.status), let place = answer.headers["location"] else { return answer }
            let isPath = place.hasPrefix("/") && !place.hasPrefix("//")
            let origin = Origin(outgoing.url)
            guard [307, 308].contains(answer.status), isPath || Origin(place) == origin, let origin else {
                throw ProviderError(
                    .badResponse, "The address redirects to \(Origin(place)?.text ?? place): set that as the base URL.",
                    provider: provider.id, status: answer.status)
            }
            outgoing.url = isPath ? origin.text + place : place
        }
        throw ProviderError(.badResponse, "The address redirects again and again.", provider: provider.id)
    }

    private func error(of answer: HTTPAnswer) async throws -> ProviderError {
        let body = try await answer.bodyBeginning()
        return format.error(
            status: answer.status, headers: answer.headers, body: body, now: Timestamp.now.unixSeconds)
    }

    // MARK: The answer

    private func read(whole answer: HTTPAnswer) async -> End {
        do {
            let body = try await answer.wholeBody()
            let response = try format.decode(body, headers: answer.headers)
            try await finish(response)
            return .answered
        } catch {
            return await failed(error, partial: nil)
        }
    }

    private func read(stream answer: HTTPAnswer) async -> End {
        var decoder = format.makeStreamDecoder(headers: answer.headers)
        var isComplete = false
        var rest = 0
        var timer: Task<Void, Never>?
        defer { timer?.cancel() }
        func handOn(_ events: [StreamEvent]) async throws {
            guard case .finished(let response)? = events.last else { return try await channel.send(events) }
            try await channel.send(events.dropLast())
            try await finish(response)
            isComplete = true
            timer = Task { [channel] in
                do { try await Task.sleep(for: Exchange.drainTime) } catch { return }
                channel.expire()
            }
        }
        do {
            try await answer.forEachPiece { piece in
                guard !isComplete else {
                    rest += piece.count
                    if rest > Exchange.drainSize { throw CancellationError() }
                    return
                }
                try await handOn(try decoder.consume(piece))
            }
            if !isComplete { try await handOn(try decoder.finish()) }
            return .answered
        } catch {
            return isComplete ? .answered : await failed(error, partial: decoder.partial)
        }
    }

    /// Hands on the complete answer.
    private func finish(_ response: CompletionResponse) async throws {
        var response = response
        response.adaptations = wire.adaptations
        response = provider.accounted(response, for: request)
        await didEnd(.answered(response))
        try await channel.send([.finished(response)])
    }

    // MARK: Failures

    /// The provider said no, for which it takes no money; but behind a time-out it may have worked.
    private func refused(_ error: ProviderError) async -> End {
        let error = complete(error, partial: nil)
        await didEnd(.failed(error, mayBeBilled: error.code == .timeout))
        return .failed(error, wasConnected: true)
    }

    private func failed(_ error: any Error, partial: CompletionResponse?) async -> End {
        switch error {
        case let error as ProviderError:
            // What a redirect or a body says that can't be read.
            let failure = complete(error, partial: error.partial ?? partial)
            await didEnd(.failed(failure, mayBeBilled: error.status == nil))
            return .failed(failure, wasConnected: true)
        case let failure as TransportFailure:
            let error = complete(failure.error(provider: provider.id), partial: partial)
            await didEnd(.failed(error, mayBeBilled: failure.wasConnected))
            return .failed(error, wasConnected: failure.wasConnected)
        case _ where channel.isExpired:
            let late = ProviderError(
                .timeout, "The call was not answered in time.", provider: provider.id, isRetryable: true)
            let error = complete(late, partial: partial)
            await didEnd(.failed(error, mayBeBilled: true))
            return .failed(error, wasConnected: true)
        default:
            let had = accounted(partial)
            await didEnd(.abandoned(had ?? CompletionResponse(provider: provider.id, model: request.model)))
            return .abandoned(had)
        }
    }

    private func complete(_ error: ProviderError, partial: CompletionResponse?) -> ProviderError {
        var error = error.hiding(provider.settings.authorization.secret)
        error.provider = provider.id
        error.partial = accounted(partial)
        return error
    }

    /// What had come, with its usage and cost; nil where nothing had.
    private func accounted(_ partial: CompletionResponse?) -> CompletionResponse? {
        guard var partial, !partial.content.isEmpty || partial.usage != nil else { return nil }
        partial.adaptations = wire.adaptations
        return provider.accounted(provider.withEstimatedUsage(partial, of: request), for: request)
    }
}

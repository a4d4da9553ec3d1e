import Completions

/// The most of a request that may be billed, which is what a budget must hold.
struct BillBounds {
    /// Tokens, and the kinds of which they may be.
    typealias Part = (tokens: Int, counters: [Usage.Counter])

    /// The most tokens that one answer can have by the request, else by the model; nil where neither is known.
    let outputLimit: Int?
    /// The tokens of as many answers as are asked for, each at its limit; 0 where none is known.
    let outputTokens: Int
    /// The most input.
    let input: Part
    /// The most output: answers, reasoning beyond their limit, predicted text that isn't taken.
    let output: Part
    /// What one should know of the bounds, in sentences.
    let reasons: [String]

    /// - Throws: `.noOutputLimit` where nothing limits an output that costs.
    init(
        of request: PreparedRequest, prompt: PromptCount, record: PriceRecord, schedule: PriceSchedule
    ) throws(PriceError) {
        var reasons: [String] = []
        let window = record.details.contextWindow
        // Whatever the input holds that isn't counted, a model can't read more than its context at a time.
        var most = prompt.most
        if let window { most = max(prompt.tokens, min(most, window)) }
        if request.addsInput {
            let passes = BillBounds.passesOfAddedInput
            most = max(most, window.map { $0 * passes } ?? most * passes)
            reasons.append("What the provider adds to the input while it answers is billed, and not known before.")
        }
        input = (most, BillBounds.inputCounters(request))

        let room = window.map { max(0, $0 - prompt.tokens) }
        outputLimit = request.outputLimit ?? record.details.maxOutput ?? room
        guard outputLimit != nil || schedule.dearestPrice(of: [.output], inputTokens: most) == 0 else {
            throw .noOutputLimit(model: request.model ?? "")
        }
        let limit = outputLimit ?? 0
        outputTokens = limit * request.choices
        var longest = limit + request.predictedTokens
        let reasoning = BillBounds.reasoning(of: request, record: record, schedule: schedule, room: room)
        if let reasoning {
            longest += reasoning
            reasons.append(
                "The limit of an answer doesn't hold for its reasoning: up to \(reasoning) tokens of it are held.")
        }
        output = (
            longest * request.choices,
            request.asksForAudio ? [.output, .reasoning, .outputAudio] : [.output, .reasoning]
        )
        self.reasons = reasons
    }

    /// The kinds of input that a request may be billed for.
    private static func inputCounters(_ request: PreparedRequest) -> [Usage.Counter] {
        var counters: [Usage.Counter] = [.input, .inputImage, .cacheWrite, .cacheWrite5m]
        if request.writesHourCache { counters.append(.cacheWrite1h) }
        if request.hasAudioInput { counters.append(.inputAudio) }
        return counters
    }

    /// The reasoning that may be billed beyond an answer's limit; nil where there is none.
    private static func reasoning(
        of request: PreparedRequest, record: PriceRecord, schedule: PriceSchedule, room: Int?
    ) -> Int? {
        switch request.unlimitedReasoning {
        case .none: return nil
        case .upTo(let budget): return budget
        case .unknown where schedule.thinking == nil && !record.details.strengths.contains("reasoning"): return nil
        case .anyLength, .unknown: return room ?? record.details.maxOutput
        }
    }

    /// How often a model may read its context anew while tools of the provider's own run for it.
    private static let passesOfAddedInput = 4
}

/// Why a count is not sure, gathered while counting.
struct Doubts {
    /// As sure as the least sure part.
    private(set) var confidence = Confidence.high
    /// Sentences, each once, in the order they were found.
    private(set) var reasons: [String] = []
    private var known: Set<String> = []

    /// Lowers the confidence to at most `confidence`, for a reason.
    mutating func add(_ confidence: Confidence, _ reason: String) {
        self.confidence = min(self.confidence, confidence)
        if known.insert(reason).inserted { reasons.append(reason) }
    }
}

internal import Dispatch
internal import Synchronization

extension Encoding {
    /// The ids of each of `texts`, in order, made on several cores at once.
    ///
    /// - Parameters:
    ///   - texts: the texts.
    ///   - threads: at most how many cores; nil for all that the machine has.
    public func encodeBatch(_ texts: [some TokenizableText & Sendable], threads: Int? = nil) -> [[TokenID]] {
        mapConcurrently(texts, threads: threads) { encode($0) }
    }
}

/// What `transform` makes of each of `texts`, in order, at most `threads` of them at once.
func mapConcurrently<Text: Sendable, Result: Sendable>(
    _ texts: [Text], threads: Int?, _ transform: @Sendable (Text) -> Result
) -> [Result] {
    guard texts.count > 1, threads != 1 else { return texts.map(transform) }
    // Each worker takes the next text that nobody has taken, so one long text holds up no other.
    let next = Atomic(0)
    let results = Mutex([Result?](repeating: nil, count: texts.count))
    let workers = min(threads ?? Int.max, texts.count, 64)
    DispatchQueue.concurrentPerform(iterations: max(1, workers)) { _ in
        while true {
            let index = next.wrappingAdd(1, ordering: .relaxed).oldValue
            guard index < texts.count else { return }
            let result = transform(texts[index])
            results.withLock { $0[index] = result }
        }
    }
    return results.withLock { $0.compactMap { $0 } }
}

internal import CScanner
internal import Synchronization

/// The piece caches of one encoding: one for each thread that counts at the same time.
///
/// A caller takes a cache out of its slot and puts it back, each one atomic exchange, so nobody
/// waits. Which slot is tried first depends on the thread, so that a thread finds the cache that it
/// left warm. At most ``slotCount`` caches are kept; each has `piece_cache_size` bytes.
final class PieceCachePool: Sendable {
    private static let slotCount = 16
    private static let fewBytes = 1 << 14

    // Only ever read and written atomically; allocated for as long as this object lives.
    private nonisolated(unsafe) let slots: UnsafeMutablePointer<Atomic<UInt>>

    private let hasValues: Bool
    // Bytes of text that were given no cache.
    private let bytesWithout = Atomic(0)

    /// - Parameter hasValues: whether the caches also have the ids of the pieces.
    init(hasValues: Bool) {
        self.hasValues = hasValues
        slots = .allocate(capacity: Self.slotCount)
        for slot in 0..<Self.slotCount { (slots + slot).initialize(to: Atomic(0)) }
    }

    deinit {
        for slot in 0..<Self.slotCount {
            if let cache = Self.cache(slots[slot].load(ordering: .acquiring)) { piece_cache_destroy(cache) }
        }
        slots.deinitialize(count: Self.slotCount)
        slots.deallocate()
    }

    /// Calls `body` with a cache that nobody else has meanwhile; with nil where there's no memory, and
    /// where so little text was seen that making a cache would cost more than it saves.
    ///
    /// - Parameter bytes: how much text the cache is for.
    @inline(__always)
    func withCache<Result>(for bytes: Int, _ body: (OpaquePointer?) -> Result) -> Result {
        let first = Self.slotOfThisThread()
        let cache = take(from: first, for: bytes)
        defer { if let cache { put(cache, into: first) } }
        return body(cache)
    }

    private func take(from first: Int, for bytes: Int) -> OpaquePointer? {
        for step in 0..<Self.slotCount {
            let slot = (first + step) % Self.slotCount
            if let cache = Self.cache(slots[slot].exchange(0, ordering: .acquiring)) { return cache }
        }
        // Tells one line from a stream of lines.
        let (seen, _) = bytesWithout.add(min(bytes, Self.fewBytes), ordering: .relaxed)
        return seen + bytes < Self.fewBytes ? nil : piece_cache_create(hasValues)
    }

    private func put(_ cache: OpaquePointer, into first: Int) {
        for step in 0..<Self.slotCount {
            let slot = (first + step) % Self.slotCount
            let exchange = slots[slot].compareExchange(
                expected: 0, desired: UInt(bitPattern: cache), ordering: .releasing)
            if exchange.exchanged { return }
        }
        piece_cache_destroy(cache)
    }

    private static func cache(_ bits: UInt) -> OpaquePointer? { OpaquePointer(bitPattern: bits) }

    /// Threads' stacks lie apart, so where this one's is tells it from others.
    private static func slotOfThisThread() -> Int {
        var local: UInt8 = 0
        return withUnsafeMutablePointer(to: &local) {
            Int((UInt(bitPattern: $0) >> 18) &* 0x9E37_79B1 >> 24) % slotCount
        }
    }
}

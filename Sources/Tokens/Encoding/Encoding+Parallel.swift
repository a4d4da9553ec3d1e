extension Encoding {
    /// The number of tokens in `text`, counted on several cores at once; the same as ``count(_:)``.
    ///
    /// The text is cut only where its pieces are cut whatever stands around. A text of less than half a
    /// megabyte, bytes that aren't UTF-8, and a pattern of the user's own are counted on one core.
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - threads: at most how many cores.
    public func count(_ text: some TokenizableText, threads: Int) -> Int {
        let counts = mapParts(of: text, threads: threads) { part in
            storage.count(part, stoppingAbove: Int.max)
        }
        return counts.map { $0.reduce(0, +) } ?? count(text)
    }

    /// The ids of `text`, made on several cores at once; the same as ``encode(_:)``.
    ///
    /// - Parameters:
    ///   - text: the text.
    ///   - threads: at most how many cores; see ``count(_:threads:)``.
    public func encode(_ text: some TokenizableText, threads: Int) -> [TokenID] {
        let parts = mapParts(of: text, threads: threads) { part in
            var ids: [TokenID] = []
            storage.encode(part, into: &ids)
            return ids
        }
        return parts.map { Self.joined($0) } ?? encode(text)
    }

    /// The parts one after the other, each copied on a core of its own: the room for them is touched for the first time.
    private static func joined(_ parts: [[TokenID]]) -> [TokenID] {
        let starts = parts.reduce(into: [0]) { $0.append($0[$0.count - 1] + $1.count) }
        return [TokenID](unsafeUninitializedCapacity: starts[parts.count]) { room, count in
            count = starts[parts.count]
            guard let base = room.baseAddress else { return }
            // Parts have places of their own, and all are written when the call returns.
            nonisolated(unsafe) let place = base
            _ = mapConcurrently(Array(parts.indices), threads: parts.count) { part in
                parts[part].withUnsafeBufferPointer { ids in
                    guard let ids = ids.baseAddress else { return }
                    (place + starts[part]).initialize(from: ids, count: parts[part].count)
                }
            }
        }
    }

    private static var smallestPart: Int { 1 << 18 }

    /// What `transform` makes of each part, in order; nil where the text is better left whole.
    private func mapParts<Text: TokenizableText, Result: Sendable>(
        of text: Text, threads: Int, _ transform: @Sendable (UnsafeBufferPointer<UInt8>) -> Result
    ) -> [Result]? {
        let wanted = min(threads, text.withBytes { $0.count } / Self.smallestPart)
        guard wanted > 1, Pattern.isBuiltIn(pattern) else { return nil }
        return text.withBytes { bytes in
            // One that normalizes is asked for the whole: a mark may join what stands before a cut.
            if case .none = storage.normalization {
                return map(
                    storage.safeCut.parts(of: bytes, count: wanted), of: bytes, isUTF8: Text.isAlwaysUTF8, transform)
            }
            return storage.withNormalized(text) { bytes, valid in
                valid < bytes.count
                    ? nil : map(storage.safeCut.parts(of: bytes, count: wanted), of: bytes, isUTF8: true, transform)
            }
        }
    }

    private func map<Result: Sendable>(
        _ parts: [Range<Int>], of bytes: UnsafeBufferPointer<UInt8>, isUTF8: Bool,
        _ transform: @Sendable (UnsafeBufferPointer<UInt8>) -> Result
    ) -> [Result]? {
        // The buffer outlives the workers: what runs concurrently has ended when the call returns.
        nonisolated(unsafe) let bytes = bytes
        let all = mapConcurrently(parts, threads: parts.count) { range -> Result? in
            let part = UnsafeBufferPointer(rebasing: bytes[range])
            return isUTF8 || UTF8Validation.validPrefix(of: part) == part.count ? transform(part) : nil
        }.compactMap { $0 }
        return all.count == parts.count ? all : nil
    }
}

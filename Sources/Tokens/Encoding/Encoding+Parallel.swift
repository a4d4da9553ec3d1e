extension Encoding {
    /// The number of tokens in `text`, counted on several cores at once; the same as ``count(_:)``.
    ///
    /// The text is cut only where its pieces are cut whatever stands around. A text of less than half a
    /// megabyte, bytes that aren't UTF-8, and a pattern of the user's own are counted on one core.
    ///
    /// - Parameter threads: at most how many cores.
    public func count<Text: TokenizableText>(_ text: Text, threads: Int) -> Int {
        text.withBytes { bytes in
            let counts = mapParts(of: bytes, threads: threads, isUTF8: Text.isAlwaysUTF8) { part in
                storage.count(part, stoppingAbove: Int.max)
            }
            return counts.map { $0.reduce(0, +) } ?? count(bytes)
        }
    }

    /// The ids of `text`, made on several cores at once; the same as ``encode(_:)``.
    ///
    /// - Parameter threads: at most how many cores; see ``count(_:threads:)``.
    public func encode<Text: TokenizableText>(_ text: Text, threads: Int) -> [TokenID] {
        text.withBytes { bytes in
            let parts = mapParts(of: bytes, threads: threads, isUTF8: Text.isAlwaysUTF8) { part in
                var ids: [TokenID] = []
                storage.encode(part, into: &ids)
                return ids
            }
            return parts.map { Array($0.joined()) } ?? encode(bytes)
        }
    }

    private static var smallestPart: Int { 1 << 18 }

    /// What `transform` makes of each part, in order; nil where the text is better left whole.
    private func mapParts<Result: Sendable>(
        of bytes: UnsafeBufferPointer<UInt8>, threads: Int, isUTF8: Bool,
        _ transform: @Sendable (UnsafeBufferPointer<UInt8>) -> Result
    ) -> [Result]? {
        let wanted = min(threads, bytes.count / Self.smallestPart)
        guard wanted > 1, Pattern.isBuiltIn(pattern) else { return nil }
        let parts = storage.safeCut.parts(of: bytes, count: wanted)
        // The buffer outlives the workers: what runs concurrently has ended when the call returns.
        nonisolated(unsafe) let bytes = bytes
        let all = mapConcurrently(parts, threads: parts.count) { range -> Result? in
            let part = UnsafeBufferPointer(rebasing: bytes[range])
            return isUTF8 || UTF8Validation.validPrefix(of: part) == part.count ? transform(part) : nil
        }.compactMap { $0 }
        return all.count == parts.count ? all : nil
    }
}

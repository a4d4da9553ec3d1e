internal import CScanner

/// A text as the memory of texts sees it: stretches it keeps, stretches worth keeping, and what is new.
///
/// Stretches end at safe cuts, so the tokens of a text are those of its stretches.
struct TextStretches {
    let text: UnsafeBufferPointer<UInt8>
    let memory: OpaquePointer
    let safeCut: SafeCut

    /// Stretches of fewer bytes aren't looked up.
    static var shortest: Int { Int(text_memory_shortest.rawValue) }

    private static var longestNew: Int { 1 << 15 }

    /// A part of the text.
    enum Part {
        /// A stretch that is kept.
        case kept(text_memory_stretch)
        /// A stretch that was seen before, to be kept when its tokens are known.
        case seen(text_memory_stretch)
        /// Stretches that are new.
        case new
    }

    /// Calls `body` with each part in order, until it returns false. O(n), besides what `body` does.
    func forEachPart(_ body: (UnsafeBufferPointer<UInt8>, Part) -> Bool) {
        var new = 0
        var start = 0
        while start < text.count {
            let end = self.end(from: start)
            let length = end - start
            guard let base = text.baseAddress, length >= Self.shortest, length <= Int(text_memory_longest.rawValue)
            else {
                start = end
                continue
            }
            // What was sampled is still near when it is counted.
            if start - new >= Self.longestNew {
                guard body(part(new..<start), .new) else { return }
                new = start
            }
            let stretch = text_memory_find(memory, base + start, length)
            if stretch.sight != text_memory_new {
                if new < start, !body(part(new..<start), .new) { return }
                let isKept = stretch.sight == text_memory_kept
                guard body(part(start..<end), isKept ? .kept(stretch) : .seen(stretch)) else { return }
                new = end
            }
            start = end
        }
        if new < text.count { _ = body(part(new..<text.count), .new) }
    }

    private func part(_ range: Range<Int>) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(rebasing: text[range])
    }

    /// Where the stretch that begins at `start` ends.
    private func end(from start: Int) -> Int {
        let longest = start + Int(text_memory_longest.rawValue)
        if longest >= text.count { return text.count }
        return safeCut.last(in: text, from: start + Self.shortest, to: longest)
            ?? safeCut.first(in: text, from: longest) ?? text.count
    }
}

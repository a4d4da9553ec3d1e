/// Cuts valid UTF-8 to a number of tokens.
///
/// The pieces of a part are those of the whole but next to the cut, so all counts but a few are
/// known from one pass, and the places around the limit are tried one character at a time. In a
/// piece of over 1 KiB only those within two tokens' length of where its own tokens reach the limit.
struct Truncation {
    let text: UnsafeBufferPointer<UInt8>
    let storage: Encoding.Storage
    let limit: Int

    /// A piece of the whole text, and how many tokens all pieces before it have.
    private struct Piece {
        var start: Int
        var end: Int
        var tokensBefore: Int
    }

    private static let longPiece = 1024
    /// White space before a cut can change its pieces; no built-in pattern makes more than three of a run.
    private static let reach = 8

    func prefixLength() -> Int {
        guard limit > 0 else { return 0 }
        var recent: [Piece] = []
        var tokens = 0
        forEachPiece(from: 0) { start, end, count in
            recent.append(Piece(start: start, end: end, tokensBefore: tokens))
            tokens += count
            if recent.count > 4 * Self.reach { recent.removeFirst(2 * Self.reach) }
            return recent[restart(before: recent.count - 1, in: recent)].tokensBefore < limit
        }
        if tokens <= limit { return text.count }
        for position in recent.indices.reversed() {
            let known = recent[restart(before: position, in: recent)]
            for cut in cuts(in: recent[position]).reversed() where isCharacterStart(cut) {
                if known.tokensBefore + count(known.start, cut, known.tokensBefore) <= limit { return cut }
            }
        }
        return recent.first?.start ?? 0
    }

    func suffixLength() -> Int {
        guard limit > 0 else { return 0 }
        var pieces: [Piece] = []
        var total = 0
        // A suffix within the limit has no more pieces than tokens.
        let kept = min(limit, text.count) + 2 * Self.reach
        forEachPiece(from: 0) { start, end, count in
            if pieces.count == 2 * kept { pieces.removeFirst(kept) }
            pieces.append(Piece(start: start, end: end, tokensBefore: total))
            total += count
            return true
        }
        if total <= limit { return text.count }
        let whole = pieces.partitioningIndex { total - $0.tokensBefore <= limit }
        for position in max(0, whole - Self.reach)..<whole {
            for cut in suffixCuts(in: pieces[position], total: total) where isCharacterStart(cut) {
                if tokens(from: cut, pieces: pieces, total: total) <= limit { return text.count - cut }
            }
        }
        return text.count - (whole < pieces.count ? pieces[whole].start : text.count)
    }

    /// The first of the white-space pieces that directly precede the one at `position`.
    private func restart(before position: Int, in pieces: [Piece]) -> Int {
        var first = position
        while first > 0, position - first < Self.reach, endsInWhiteSpace(pieces[first - 1]) { first -= 1 }
        return first
    }

    private func endsInWhiteSpace(_ piece: Piece) -> Bool {
        var start = piece.end - 1
        while start > piece.start, !isCharacterStart(start) { start -= 1 }
        let character = String(decoding: text[start..<piece.end], as: UTF8.self)
        return character.unicodeScalars.allSatisfy(\.properties.isWhitespace)
    }

    private func isCharacterStart(_ offset: Int) -> Bool {
        offset >= text.count || text[offset] & 0xC0 != 0x80
    }

    /// Where in a piece the text may be cut, its start excluded.
    private func cuts(in piece: Piece) -> ClosedRange<Int> {
        guard piece.end - piece.start > Self.longPiece else { return (piece.start + 1)...piece.end }
        let reached = piece.start + length(ofTokens: ids(of: piece).prefix(max(0, limit - piece.tokensBefore)))
        return (piece.start + 1)...min(piece.end, reached + 2 * storage.vocabulary.longestToken)
    }

    /// Where in a piece a suffix may start.
    private func suffixCuts(in piece: Piece, total: Int) -> Range<Int> {
        guard piece.end - piece.start > Self.longPiece else { return piece.start..<piece.end }
        let ids = ids(of: piece)
        let after = total - piece.tokensBefore - ids.count
        let reached = piece.end - length(ofTokens: ids.suffix(max(0, limit - after)))
        return max(piece.start, reached - 2 * storage.vocabulary.longestToken)..<piece.end
    }

    private func ids(of piece: Piece) -> [TokenID] {
        var ids: [TokenID] = []
        storage.encode(UnsafeBufferPointer(rebasing: text[piece.start..<piece.end]), into: &ids)
        return ids
    }

    private func length(ofTokens ids: ArraySlice<TokenID>) -> Int {
        ids.reduce(0) { $0 + storage.vocabulary.length(of: $1) }
    }

    private func count(_ start: Int, _ end: Int, _ before: Int) -> Int {
        storage.count(UnsafeBufferPointer(rebasing: text[start..<end]), stoppingAbove: limit - before)
    }

    /// The tokens of the suffix from `cut`: its own pieces until one ends where one of the whole does.
    private func tokens(from cut: Int, pieces: [Piece], total: Int) -> Int {
        var tokens = 0
        forEachPiece(from: cut) { _, end, count in
            tokens += count
            let index = pieces.partitioningIndex { $0.start >= end }
            if index < pieces.count, pieces[index].start == end {
                tokens += total - pieces[index].tokensBefore
                return false
            }
            return tokens <= limit
        }
        return tokens
    }

    private func forEachPiece(from origin: Int, _ body: (_ start: Int, _ end: Int, _ tokens: Int) -> Bool) {
        guard let base = text.baseAddress else { return }
        storage.splitter.forEachPiece(in: UnsafeBufferPointer(rebasing: text[origin...])) { start, end in
            let piece = base + origin + start
            return body(
                origin + start, origin + end, storage.vocabulary.tokenCount(ofPiece: piece, count: end - start))
        }
    }
}

/// Byte-pair encoding by a list of merges: symbols are bytes, or characters with bytes to fall back on.
///
/// Each piece begins as one symbol a byte or character; of all neighbours that the list has, those that
/// stand first in it merge, the leftmost first, until there are none.
final class MergeModel: Sendable {
    /// What a piece's first symbols are.
    enum Symbols: Sendable, Equatable {
        /// One a byte.
        case bytes
        /// One a character; one that has no token is its bytes' tokens where `fallsBack`, else unknown.
        case characters(fallsBack: Bool)
    }

    /// What two tokens merge into, and when.
    struct Merge: Sendable {
        var rank: UInt32
        var id: TokenID
    }

    /// A piece's unknown characters.
    struct Unknown: Sendable {
        var id: TokenID
        /// Whether several in a row are one.
        var isFused: Bool
    }

    let symbols: Symbols
    /// By id, what they stand for in the text that is cut into pieces; nil where an id is free.
    let tokens: [[UInt8]?]
    /// Whether a piece that is a token stays whole though merging may not give it.
    private let keepsWholePieces: Bool
    private let unknown: Unknown?
    private let ids: [[UInt8]: TokenID]
    private let merges: [UInt64: Merge]
    private let byteIDs: [TokenID?]
    private let scalarIDs: [UInt32: TokenID]

    init(
        symbols: Symbols, tokens: [[UInt8]?], byteIDs: [TokenID?], merges: [UInt64: Merge], keepsWholePieces: Bool,
        unknown: Unknown?
    ) {
        self.symbols = symbols
        self.tokens = tokens
        self.byteIDs = byteIDs
        self.merges = merges
        self.keepsWholePieces = keepsWholePieces
        self.unknown = unknown
        var ids: [[UInt8]: TokenID] = [:]
        var scalarIDs: [UInt32: TokenID] = [:]
        for (id, token) in tokens.enumerated() {
            guard let token else { continue }
            ids[token] = TokenID(id)
            let scalars = String(decoding: token, as: UTF8.self).unicodeScalars
            if let only = scalars.first, scalars.count == 1 { scalarIDs[only.value] = TokenID(id) }
        }
        self.ids = ids
        self.scalarIDs = scalarIDs
    }

    static func key(_ left: TokenID, _ right: TokenID) -> UInt64 { UInt64(left) << 32 | UInt64(right) }

    /// The token that is just these bytes.
    func token(_ bytes: [UInt8]) -> TokenID? { ids[bytes] }

    /// What a token stands for in text: its bytes, a fallback token's byte, a space for each `mark`.
    func decodedBytes(of id: TokenID, mark: [UInt8]?) -> [UInt8]? {
        guard id < tokens.count, let token = tokens[Int(id)] else { return nil }
        guard case .characters(let fallsBack) = symbols else { return token }
        if fallsBack, let byte = FallbackToken.byte(of: token) { return [byte] }
        return mark.map { TextStep.replaced($0, in: token, with: [UInt8(ascii: " ")]) } ?? token
    }

    /// Whether some token has other characters before a mark, so that merges go across.
    func hasTokenAcross(_ mark: [UInt8]) -> Bool {
        if keepsWholePieces { return true }
        return merges.values.contains { merge in
            guard let token = tokens[Int(merge.id)] else { return false }
            var isAfterMark = true
            var place = 0
            while place < token.count {
                let isMark = token[place...].starts(with: mark)
                if isMark, !isAfterMark { return true }
                isAfterMark = isMark
                place += isMark ? mark.count : 1
            }
            return false
        }
    }

    /// Appends the ids of a piece. O(n log n) for n bytes.
    func append(_ piece: UnsafeBufferPointer<UInt8>, to ids: inout [TokenID]) {
        if keepsWholePieces, let whole = self.ids[Array(piece)] {
            ids.append(whole)
            return
        }
        ids += merged(firstSymbols(of: piece))
    }

    private func firstSymbols(of piece: UnsafeBufferPointer<UInt8>) -> [TokenID] {
        var found: [TokenID] = []
        found.reserveCapacity(piece.count)
        guard case .characters(let fallsBack) = symbols else {
            for byte in piece { if let id = byteIDs[Int(byte)] { found.append(id) } }
            return found
        }
        // One unknown character waits: a further one may join it.
        var isUnknownWaiting = false
        var place = 0
        while place < piece.count {
            let (scalar, length) = UTF8Scalars.scalar(in: piece, at: place)
            let bytes = piece[place..<place + length]
            place += length
            if let id = scalarIDs[scalar] {
                if isUnknownWaiting, let unknown { found.append(unknown.id) }
                isUnknownWaiting = false
                found.append(id)
            } else if fallsBack, bytes.allSatisfy({ byteIDs[Int($0)] != nil }) {
                found += bytes.compactMap { byteIDs[Int($0)] }
            } else if let unknown {
                if isUnknownWaiting, !unknown.isFused { found.append(unknown.id) }
                isUnknownWaiting = true
            }
        }
        if isUnknownWaiting, let unknown { found.append(unknown.id) }
        return found
    }

    private func merged(_ first: [TokenID]) -> [TokenID] {
        var parts = LinkedParts(first)
        var queue = MergeQueue()
        func consider(_ position: Int, _ next: Int) {
            guard let merge = merges[Self.key(parts.ids[position], parts.ids[next])] else { return }
            queue.insert(rank: merge.rank, at: position)
        }
        for position in first.indices.dropLast() { consider(position, position + 1) }
        while let (rank, position) = queue.popFirst() {
            // What was true when it was put in need not be any more.
            guard let next = parts.next(after: position),
                let merge = merges[Self.key(parts.ids[position], parts.ids[next])], merge.rank == rank
            else { continue }
            parts.merge(position, with: next, into: merge.id)
            if let after = parts.next(after: position) { consider(position, after) }
            if let before = parts.previous(before: position) { consider(before, position) }
        }
        return parts.left
    }
}

/// Parts of a piece, linked to their neighbours.
private struct LinkedParts {
    private(set) var ids: [TokenID]
    private var nexts: [Int]
    private var previouses: [Int]
    private var isGone: [Bool]

    init(_ ids: [TokenID]) {
        self.ids = ids
        nexts = Array(1..<(ids.count + 1))
        previouses = Array(-1..<(ids.count - 1))
        if ids.isEmpty { (nexts, previouses) = ([], []) }
        isGone = [Bool](repeating: false, count: ids.count)
    }

    func next(after position: Int) -> Int? {
        isGone[position] || nexts[position] >= ids.count ? nil : nexts[position]
    }

    func previous(before position: Int) -> Int? { previouses[position] < 0 ? nil : previouses[position] }

    mutating func merge(_ position: Int, with next: Int, into id: TokenID) {
        ids[position] = id
        isGone[next] = true
        nexts[position] = nexts[next]
        if nexts[position] < ids.count { previouses[nexts[position]] = position }
    }

    var left: [TokenID] { ids.indices.filter { !isGone[$0] }.map { ids[$0] } }
}

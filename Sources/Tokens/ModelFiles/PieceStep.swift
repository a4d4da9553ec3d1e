/// One of the ways, in sequence, in which a model's file says that text is cut into pieces.
enum PieceStep: Sendable {
    /// What becomes of a pattern's matches.
    enum Behavior: String, Sendable {
        case isolated = "Isolated"
        case removed = "Removed"
        case mergedWithPrevious = "MergedWithPrevious"
        case mergedWithNext = "MergedWithNext"
        case contiguous = "Contiguous"
    }

    /// Where a mark stands for the space before the text.
    enum Prepending: String, Sendable {
        case always, first, never
    }

    /// Cut by a pattern; where `isInverted`, what's between its matches are the matches.
    case split(Splitter, Behavior, isInverted: Bool)
    /// A space before text that has none.
    case spaceBefore
    /// A mark for each space, and maybe one before the text; cut before each mark.
    case marks([UInt8], Prepending, isSplit: Bool)

    /// Calls `emit` with each piece of `piece`, in order. `isFirst` is whether it begins the text.
    func forEachPiece(
        of piece: UnsafeBufferPointer<UInt8>, isFirst: Bool,
        _ emit: (_ piece: UnsafeBufferPointer<UInt8>, _ isFirst: Bool) -> Void
    ) {
        switch self {
        case .spaceBefore:
            if piece.first == UInt8(ascii: " ") { return emit(piece, isFirst) }
            ([UInt8(ascii: " ")] + piece).withUnsafeBufferPointer { emit($0, isFirst) }
        case .marks(let mark, let prepending, let isSplit):
            var text = TextStep.replaced([UInt8(ascii: " ")], in: Array(piece), with: mark)
            let isWanted = prepending == .always || (prepending == .first && isFirst)
            if isWanted, !text.starts(with: mark) { text = mark + text }
            text.withUnsafeBufferPointer { text in
                guard isSplit else { return emit(text, isFirst) }
                var start = 0
                for place in 1..<max(1, text.count) where text[place...].starts(with: mark) {
                    emit(UnsafeBufferPointer(rebasing: text[start..<place]), isFirst && start == 0)
                    start = place
                }
                emit(UnsafeBufferPointer(rebasing: text[start...]), isFirst && start == 0)
            }
        case .split(let splitter, let behavior, let isInverted):
            for range in Self.ranges(in: piece, splitter, behavior, isInverted) where !range.isEmpty {
                emit(UnsafeBufferPointer(rebasing: piece[range]), isFirst && range.lowerBound == 0)
            }
        }
    }

    private static func ranges(
        in piece: UnsafeBufferPointer<UInt8>, _ splitter: Splitter, _ behavior: Behavior, _ isInverted: Bool
    ) -> [Range<Int>] {
        var parts: [(range: Range<Int>, isMatch: Bool)] = []
        var place = 0
        splitter.forEachPiece(in: piece) { start, end in
            if start > place { parts.append((place..<start, isInverted)) }
            parts.append((start..<end, !isInverted))
            place = end
            return true
        }
        if place < piece.count { parts.append((place..<piece.count, isInverted)) }
        switch behavior {
        case .isolated: return parts.map(\.range)
        case .removed: return parts.filter { !$0.isMatch }.map(\.range)
        case .contiguous: return joined(parts) { $0.isMatch == $1.isMatch }
        case .mergedWithPrevious: return joined(parts) { !$0.isMatch && $1.isMatch }
        case .mergedWithNext: return joined(parts) { $0.isMatch && !$1.isMatch }
        }
    }

    /// The parts, with neighbours as one range where `areOne` says so of the two.
    private static func joined(
        _ parts: [(range: Range<Int>, isMatch: Bool)],
        _ areOne: ((range: Range<Int>, isMatch: Bool), (range: Range<Int>, isMatch: Bool)) -> Bool
    ) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        for (index, part) in parts.enumerated() {
            if index > 0, areOne(parts[index - 1], part) {
                ranges[ranges.count - 1] = ranges[ranges.count - 1].lowerBound..<part.range.upperBound
            } else {
                ranges.append(part.range)
            }
        }
        return ranges
    }
}

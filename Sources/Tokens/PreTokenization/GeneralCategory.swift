internal import CScanner

/// General categories of Unicode 16.0, and where other versions put a code point elsewhere.
enum GeneralCategory {
    /// A set of categories: a bit each, by the numbers of the scanner's tables.
    typealias Mask = UInt32

    /// In the order of those numbers.
    private static let names: [StaticString] = [
        "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd", "Nl", "No",
        "Pc", "Pd", "Ps", "Pe", "Pi", "Pf", "Po", "Sm", "Sc", "Sk", "So",
        "Zs", "Zl", "Zp", "Cc", "Cf", "Cs", "Co", "Cn",
    ]

    /// The categories of a name as patterns have it: "Lu", "L" for all that begin so, "L&" for cased
    /// letters. Nil for other properties, such as scripts.
    ///
    /// As PCRE2 does, takes no account of case, spaces, hyphens and underscores.
    static func mask(named name: String) -> Mask? {
        let wanted = String(name.lowercased().filter { !" _-".contains($0) })
        var members: Mask = 0
        for (number, category) in names.enumerated() {
            let category = category.description.lowercased()
            let isMember =
                ["l&", "lc"].contains(wanted)
                ? ["lu", "ll", "lt"].contains(category)
                : category == wanted || (wanted.utf8.count == 1 && category.hasPrefix(wanted))
            if isMember { members |= 1 << Mask(number) }
        }
        return members == 0 ? nil : members
    }

    /// The code points of the categories in `mask`, as ranges in order.
    static func ranges(of mask: Mask) -> [ClosedRange<UInt32>] {
        var count = 0
        let table = UnsafeBufferPointer(start: unicode_category_range_table(&count), count: count)
        var ranges: [ClosedRange<UInt32>] = []
        for (position, range) in table.enumerated() where mask >> Mask(range.category) & 1 == 1 {
            let last = (position + 1 < count ? table[position + 1].first : 0x110000) - 1
            if let previous = ranges.last, previous.upperBound + 1 == range.first {
                ranges[ranges.count - 1] = previous.lowerBound...last
            } else {
                ranges.append(range.first...last)
            }
        }
        return ranges
    }

    /// A version of Unicode that PCRE2 libraries are built on.
    enum Version: String {
        case unicode14 = "14.0.0"
        case unicode15 = "15.0.0"
        case unicode15_1 = "15.1.0"
        case unicode16 = "16.0.0"
        case unicode17 = "17.0.0"
    }

    /// How the members of `mask` in Unicode 16 differ from those in another version.
    static func difference(
        of mask: Mask, from version: Version
    ) -> (missing: [ClosedRange<UInt32>], surplus: [ClosedRange<UInt32>]) {
        var missing: [ClosedRange<UInt32>] = []
        var surplus: [ClosedRange<UInt32>] = []
        var count = 0
        let changes = UnsafeBufferPointer(start: unicode_category_change_table(&count), count: count)
        var rangeCount = 0
        let table = UnsafeBufferPointer(start: unicode_category_range_table(&rangeCount), count: rangeCount)
        for change in changes {
            let other: UInt8
            switch version {
            case .unicode14: other = change.category.0
            case .unicode15: other = change.category.1
            case .unicode15_1: other = change.category.2
            case .unicode16: continue
            case .unicode17: other = change.category.3
            }
            let position = table.partitioningIndex { $0.first > change.first } - 1
            let isMember = mask >> Mask(table[position].category) & 1 == 1
            let wasMember = mask >> Mask(other) & 1 == 1
            if isMember && !wasMember { missing.append(change.first...change.last) }
            if wasMember && !isMember { surplus.append(change.first...change.last) }
        }
        return (missing, surplus)
    }
}

extension RandomAccessCollection {
    /// The first index from which on `belongsToSecondPart` holds. O(log n).
    func partitioningIndex(where belongsToSecondPart: (Element) -> Bool) -> Index {
        var low = startIndex
        var count = self.count
        while count > 0 {
            let half = count / 2
            let middle = index(low, offsetBy: half)
            if belongsToSecondPart(self[middle]) {
                count = half
            } else {
                low = index(after: middle)
                count -= half + 1
            }
        }
        return low
    }
}

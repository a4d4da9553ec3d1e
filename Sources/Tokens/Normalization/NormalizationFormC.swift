internal import CScanner

/// Normalization Form C (Unicode Standard Annex 15), by Unicode 15.1.
///
/// Text falls into segments that are normalized apart: each begins at a character that joins none
/// before it. All that is in Form C already, which nearly all text is, is passed over at the speed of
/// reading it.
struct NormalizationFormC {
    private var scalars: [UInt32] = []
    private var classes: [UInt8] = []
    private var sorted: [(scalar: UInt32, combiningClass: UInt8)] = []

    /// The Form C of valid UTF-8, or nil where that's the text itself. O(n).
    static func normalized(_ text: UnsafeBufferPointer<UInt8>) -> [UInt8]? {
        guard let base = text.baseAddress, scanner_normalized_prefix(base, text.count) < text.count else { return nil }
        var normalizer = NormalizationFormC()
        var output: [UInt8] = []
        output.reserveCapacity(text.count)
        forEachSegment(of: text) { range, isNormalized in
            if isNormalized {
                output.append(contentsOf: text[range])
            } else {
                normalizer.append(UnsafeBufferPointer(rebasing: text[range]), to: &output)
            }
        }
        // Characters that may join what stands before them need not.
        return output.elementsEqual(text) ? nil : output
    }

    /// Calls `body` with stretches of the text that can be normalized apart, in order: such as are in
    /// Form C, and single segments that may not be.
    static func forEachSegment(
        of text: UnsafeBufferPointer<UInt8>, _ body: (_ range: Range<Int>, _ isNormalized: Bool) -> Void
    ) {
        guard let base = text.baseAddress else { return }
        var start = 0
        while start < text.count {
            let changed = start + scanner_normalized_prefix(base + start, text.count - start)
            if changed > start { body(start..<changed, true) }
            guard changed < text.count else { return }
            var next = changed + 1
            while next < text.count, text[next] & 0xC0 == 0x80 { next += 1 }
            start = scanner_normalization_boundary(base, text.count, next)
            body(changed..<start, false)
        }
    }

    /// Appends the Form C of one segment. O(n) for n bytes.
    private mutating func append(_ segment: UnsafeBufferPointer<UInt8>, to output: inout [UInt8]) {
        scalars.removeAll(keepingCapacity: true)
        classes.removeAll(keepingCapacity: true)
        for scalar in String(decoding: segment, as: UTF8.self).unicodeScalars { decompose(scalar.value) }
        orderMarks()
        compose()
        for value in scalars {
            guard let bytes = Unicode.Scalar(value).flatMap(UTF8.encode) else { continue }
            output.append(contentsOf: bytes)
        }
    }

    private mutating func decompose(_ scalar: UInt32) {
        var parts: (UInt32, UInt32) = (0, 0)
        let isDecomposed = withUnsafeMutablePointer(to: &parts) { parts in
            parts.withMemoryRebound(to: UInt32.self, capacity: 2) { scanner_decomposition(scalar, $0) }
        }
        guard isDecomposed else {
            scalars.append(scalar)
            classes.append(scanner_combining_class(scalar))
            return
        }
        // Tables give one step at a time, of which Unicode has four at most.
        decompose(parts.0)
        if parts.1 != 0 { decompose(parts.1) }
    }

    /// Puts each run of marks in the order of their classes; equal ones keep theirs.
    private mutating func orderMarks() {
        var start = 0
        while start < scalars.count {
            if classes[start] == 0 {
                start += 1
                continue
            }
            let end = classes[start...].firstIndex(of: 0) ?? classes.count
            if zip(classes[start..<end], classes[(start + 1)..<end]).contains(where: { $0 > $1 }) {
                sortMarks(start..<end)
            }
            start = end
        }
    }

    /// Counts the classes, so that no number of marks takes more than linear time.
    private mutating func sortMarks(_ range: Range<Int>) {
        var places = [Int](repeating: 0, count: 257)
        for combiningClass in classes[range] { places[Int(combiningClass) + 1] += 1 }
        for place in 1...256 { places[place] += places[place - 1] }
        sorted.removeAll(keepingCapacity: true)
        sorted.append(contentsOf: repeatElement((scalar: 0, combiningClass: 0), count: range.count))
        for position in range {
            let place = places[Int(classes[position])]
            places[Int(classes[position])] += 1
            sorted[place] = (scalars[position], classes[position])
        }
        for (position, mark) in zip(range, sorted) { (scalars[position], classes[position]) = mark }
    }

    /// Joins each character to the last starter where they compose and nothing between blocks it.
    private mutating func compose() {
        var kept = 0
        var starter: Int?
        // The class of the last character that was kept since the starter; nil right behind it.
        var lastClass: UInt8?
        for position in scalars.indices {
            let scalar = scalars[position], combiningClass = classes[position]
            if let starter, lastClass.map({ $0 < combiningClass }) ?? true {
                let composed = scanner_composition(scalars[starter], scalar)
                if composed != 0 {
                    scalars[starter] = composed
                    continue
                }
            }
            if combiningClass == 0 {
                starter = kept
                lastClass = nil
            } else {
                lastClass = combiningClass
            }
            scalars[kept] = scalar
            kept += 1
        }
        scalars.removeLast(scalars.count - kept)
    }
}

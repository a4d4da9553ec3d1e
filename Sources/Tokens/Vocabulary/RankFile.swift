/// Reads and writes the `.tiktoken` form of a vocabulary: a line a token, its bytes in Base64, a
/// space, its rank.
enum RankFile {
    /// A token as a line tells it.
    struct Entry {
        var bytes: [UInt8]
        var id: TokenID
        /// Counted from 1.
        var line: Int
    }

    /// The entries in the order of the lines. Blank lines are passed over. O(bytes).
    static func parse(_ file: UnsafeBufferPointer<UInt8>) throws(VocabularyError) -> [Entry] {
        var entries: [Entry] = []
        entries.reserveCapacity(file.count / 16)
        var line = 0
        var start = 0
        while start < file.count {
            line += 1
            var end = start
            while end < file.count, file[end] != UInt8(ascii: "\n") { end += 1 }
            var content = UnsafeBufferPointer(rebasing: file[start..<end])
            if content.last == UInt8(ascii: "\r") { content = UnsafeBufferPointer(rebasing: content.dropLast()) }
            if !content.isEmpty { entries.append(try entry(content, line: line)) }
            start = end + 1
        }
        return entries
    }

    private static func entry(_ content: UnsafeBufferPointer<UInt8>, line: Int) throws(VocabularyError) -> Entry {
        guard let space = content.lastIndex(of: UInt8(ascii: " ")) else {
            throw VocabularyError(line: line, .malformedLine)
        }
        guard let bytes = Base64.decode(content[..<space]), !bytes.isEmpty else {
            throw VocabularyError(line: line, .malformedToken)
        }
        var id = 0
        let digits = content[(space + 1)...]
        for digit in digits {
            guard (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(digit) else {
                throw VocabularyError(line: line, .malformedRank)
            }
            id = id * 10 + Int(digit - UInt8(ascii: "0"))
            guard id < VocabularyBuilder.idLimit else { throw VocabularyError(line: line, .rankTooGreat) }
        }
        guard !digits.isEmpty else { throw VocabularyError(line: line, .malformedRank) }
        return Entry(bytes: bytes, id: TokenID(id), line: line)
    }

    /// The file that `vocabulary` was made from: its tokens in the order of their ranks.
    static func write(_ vocabulary: Vocabulary) -> [UInt8] {
        var file: [UInt8] = []
        for id in 0..<TokenID(vocabulary.idLimit) {
            guard let bytes = vocabulary.bytes(of: id) else { continue }
            Base64.encode(bytes, into: &file)
            file.append(UInt8(ascii: " "))
            file.append(contentsOf: String(id).utf8)
            file.append(UInt8(ascii: "\n"))
        }
        return file
    }
}

internal import CScanner

/// A model's own tokenizer, read from its files: a Hugging Face `tokenizer.json`, or a GGUF file.
///
/// Byte-pair encoding, on bytes or on characters with bytes to fall back on (SentencePiece's kind), with the
/// normalizers, pre-tokenizers and added tokens of the file. What isn't supported is an error that names it.
/// Ids are those of the model's library without the tokens that it puts around a text.
///
/// ```swift
/// let tokenizer = try ModelFileTokenizer(name: "gemma", file: bytes)
/// tokenizer.count("Hello, world!")
/// ```
public struct ModelFileTokenizer: Tokenizer {
    public let name: String
    /// The special tokens, in the order of their ids.
    public let specialTokens: [SpecialToken]

    private let description: TokenizerDescription
    // Looked for in the text as it is, and as normalizing gives it.
    private let rawNames: SpecialTokens
    private let normalizedNames: SpecialTokens
    private let specialNames: Set<[UInt8]>
    private let addedNames: [TokenID: [UInt8]]
    /// Where no token goes on behind a mark for a space, what each of them may be cut before.
    private let cutMark: [UInt8]?
    private let caches = PieceCachePool(hasValues: false)

    /// The tokenizer that a file holds, whichever of the two kinds it is.
    ///
    /// Only the head of a GGUF file is read. O(n) for a tokenizer of n bytes.
    ///
    /// - Parameters:
    ///   - name: how it's called in messages.
    ///   - file: the file's content.
    /// - Throws: ``ModelFileError``.
    public init(name: String, file: some TokenizableText) throws(ModelFileError) {
        let read = file.withBytes { bytes in
            Result { () throws(ModelFileError) -> TokenizerDescription in
                if bytes.starts(with: GGUFReader.magic) { return try GGUFTokenizer.description(of: bytes) }
                if bytes.first(where: { !" \n\r\t".utf8.contains($0) }) == UInt8(ascii: "{") {
                    return try TokenizerJSON.description(of: bytes)
                }
                throw ModelFileError.unknownFormat
            }
        }
        self.init(name: name, try read.get())
    }

    init(name: String, _ description: TokenizerDescription) {
        self.name = name
        self.description = description
        let added = description.added.map { token in
            var token = token
            if token.isNormalized {
                token.name = description.textSteps.reduce(token.name) { $1.apply(to: $0) }
            }
            return token
        }.filter { !$0.name.isEmpty }
        rawNames = SpecialTokens(unchecked: added.filter { !$0.isNormalized }.map { ($0.name, $0.id) })
        normalizedNames = SpecialTokens(unchecked: added.filter(\.isNormalized).map { ($0.name, $0.id) })
        specialNames = Set(added.filter(\.isSpecial).map(\.name))
        addedNames = Dictionary(description.added.map { ($0.id, $0.name) }) { first, _ in first }
        specialTokens = description.added.filter(\.isSpecial)
            .map { SpecialToken(name: String(decoding: $0.name, as: UTF8.self), id: $0.id) }
            .sorted { ($0.id, $0.name) < ($1.id, $1.name) }
        cutMark = description.mark.flatMap { description.model.hasTokenAcross($0) ? nil : $0 }
    }

    public func encode(_ text: some TokenizableText) -> [TokenID] { encode(text) { _ in false } }

    public func encode(_ text: some TokenizableText, threads: Int) -> [TokenID] { encode(text) }

    public func encode(
        _ text: some TokenizableText, specialTokens policy: SpecialTokenPolicy
    ) throws(EncodingError) -> [TokenID] {
        switch policy {
        case .asText: return encode(text)
        case .allowAll: return encode(text) { _ in true }
        case .allowed(let names):
            for name in names where !specialTokens.contains(where: { $0.name.utf8.elementsEqual(name.utf8) }) {
                throw EncodingError.unknownSpecialToken(name, encoding: self.name)
            }
            let allowed = Set(names.map { Array($0.utf8) })
            return encode(text, allowing: allowed.contains)
        case .rejected:
            let match = withUTF8(text) { bytes in
                rawNames.firstMatch(in: bytes, from: 0) { specialNames.contains($0) }.map { match in
                    (String(decoding: bytes[match.range], as: UTF8.self), match.range.lowerBound)
                }
            }
            if let match { throw EncodingError.specialTokenInText(match.0, offset: match.1) }
            return encode(text)
        }
    }

    /// Bytes that aren't UTF-8 are read as U+FFFD, each maximal part.
    private func encode(_ text: some TokenizableText, allowing isAllowed: ([UInt8]) -> Bool) -> [TokenID] {
        var ids: [TokenID] = []
        forEachPart(of: text, allowing: isAllowed) { part in
            switch part {
            case .added(let id): ids.append(id)
            case .piece(let piece): description.model.append(piece, to: &ids)
            }
            return true
        }
        return ids
    }

    public func count(_ text: some TokenizableText) -> Int { count(text, stoppingAbove: Int.max) }

    public func count(_ text: some TokenizableText, threads: Int) -> Int { count(text) }

    public func count(_ text: some TokenizableText, upTo limit: Int) -> Int? {
        let count = count(text, stoppingAbove: limit)
        return count <= limit ? count : nil
    }

    private func count(_ text: some TokenizableText, stoppingAbove limit: Int) -> Int {
        caches.withCache(for: text.withBytes { $0.count }) { cache in
            var total = 0
            var ids: [TokenID] = []
            forEachPart(of: text, allowing: { _ in false }) { part in
                switch part {
                case .added: total += 1
                case .piece(let piece): total += count(piece, cache, &ids)
                }
                return total <= limit
            }
            return total
        }
    }

    private func count(_ piece: UnsafeBufferPointer<UInt8>, _ cache: OpaquePointer?, _ ids: inout [TokenID]) -> Int {
        if let cache, let base = piece.baseAddress {
            let known = piece_cache_find(cache, base, piece.count, piece.count, nil)
            if known > 0 { return known }
        }
        ids.removeAll(keepingCapacity: true)
        description.model.append(piece, to: &ids)
        if let cache, let base = piece.baseAddress, (1...piece.count).contains(ids.count) {
            piece_cache_insert(cache, base, piece.count, piece.count, ids.count, 0)
        }
        return ids.count
    }

    public func decode(_ ids: some Sequence<TokenID>) throws(EncodingError) -> [UInt8] {
        var bytes: [UInt8] = []
        var isStart = true
        for (index, id) in ids.enumerated() {
            if let name = addedNames[id] {
                bytes += name
            } else if let token = description.model.decodedBytes(of: id, mark: description.mark) {
                // The space before the text isn't the text's.
                bytes +=
                    isStart && description.prependsMark && token.first == UInt8(ascii: " ") ? token[1...] : token[...]
            } else {
                throw EncodingError.unknownToken(id, index: index)
            }
            isStart = false
        }
        return bytes
    }
}

// MARK: From text to pieces

extension ModelFileTokenizer {
    private enum Part {
        case added(TokenID)
        case piece(UnsafeBufferPointer<UInt8>)
    }

    private func withUTF8<Text: TokenizableText, Result>(
        _ text: Text, _ body: (UnsafeBufferPointer<UInt8>) -> Result
    ) -> Result {
        text.withBytes { bytes in
            if Text.isAlwaysUTF8 || UTF8Validation.validPrefix(of: bytes) == bytes.count { return body(bytes) }
            var repaired = String(decoding: bytes, as: UTF8.self)
            return repaired.withUTF8(body)
        }
    }

    /// Calls `body` with each added token and each piece, in order, until it answers false.
    private func forEachPart(
        of text: some TokenizableText, allowing isAllowed: ([UInt8]) -> Bool, _ body: (Part) -> Bool
    ) {
        func isWanted(_ name: [UInt8]) -> Bool { !specialNames.contains(name) || isAllowed(name) }
        withUTF8(text) { bytes in
            var goesOn = true
            forEachSection(of: bytes, names: rawNames, isWanted) { section, id, isFirst in
                guard goesOn else { return false }
                if let id {
                    goesOn = body(.added(id))
                } else {
                    forEachPiece(ofSection: section, isFirst: isFirst, isWanted) { part in
                        if goesOn { goesOn = body(part) }
                        return goesOn
                    }
                }
                return goesOn
            }
        }
    }

    /// Calls `body` with each of the names in the text, by its id, and with what lies between them.
    private func forEachSection(
        of text: UnsafeBufferPointer<UInt8>, names: SpecialTokens, _ isWanted: ([UInt8]) -> Bool,
        _ body: (_ section: UnsafeBufferPointer<UInt8>, _ id: TokenID?, _ isFirst: Bool) -> Bool
    ) {
        var start = 0
        while !names.tokens.isEmpty, let match = names.firstMatch(in: text, from: start, where: isWanted) {
            let before = UnsafeBufferPointer(rebasing: text[start..<match.range.lowerBound])
            if !before.isEmpty, !body(before, nil, start == 0) { return }
            if !body(UnsafeBufferPointer(rebasing: text[match.range]), match.id, start == 0) { return }
            start = match.range.upperBound
        }
        let rest = UnsafeBufferPointer(rebasing: text[start...])
        if !rest.isEmpty { _ = body(rest, nil, start == 0) }
    }

    private func forEachPiece(
        ofSection section: UnsafeBufferPointer<UInt8>, isFirst: Bool, _ isWanted: ([UInt8]) -> Bool,
        _ body: (Part) -> Bool
    ) {
        func cut(_ text: UnsafeBufferPointer<UInt8>) {
            forEachSection(of: text, names: normalizedNames, isWanted) { part, id, isFirstPart in
                if let id { return body(.added(id)) }
                var goesOn = true
                pieces(of: part, isFirst: isFirst && isFirstPart, steps: description.pieceSteps[...]) { piece in
                    if goesOn { goesOn = body(.piece(piece)) }
                }
                return goesOn
            }
        }
        if description.textSteps.isEmpty { return cut(section) }
        description.textSteps.reduce(Array(section)) { $1.apply(to: $0) }.withUnsafeBufferPointer(cut)
    }

    private func pieces(
        of text: UnsafeBufferPointer<UInt8>, isFirst: Bool, steps: ArraySlice<PieceStep>,
        _ emit: (UnsafeBufferPointer<UInt8>) -> Void
    ) {
        guard let step = steps.first else { return cutBeforeMarks(text, emit) }
        step.forEachPiece(of: text, isFirst: isFirst) { piece, isFirst in
            pieces(of: piece, isFirst: isFirst, steps: steps.dropFirst(), emit)
        }
    }

    /// Cuts where no merge goes across, so that a text is merged word by word.
    private func cutBeforeMarks(_ text: UnsafeBufferPointer<UInt8>, _ emit: (UnsafeBufferPointer<UInt8>) -> Void) {
        guard let mark = cutMark, let first = mark.first, text.count > mark.count else { return emit(text) }
        var start = 0
        var place = 0
        var isAfterMark = true
        while place < text.count {
            let isMark = text[place] == first && text[place...].starts(with: mark)
            if isMark, !isAfterMark {
                emit(UnsafeBufferPointer(rebasing: text[start..<place]))
                start = place
            }
            isAfterMark = isMark
            place += isMark ? mark.count : 1
        }
        emit(UnsafeBufferPointer(rebasing: text[start...]))
    }
}

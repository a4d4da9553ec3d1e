/// Tokens and merges as a file lists them, on the way to a model.
struct TokenLists {
    private let symbols: MergeModel.Symbols
    private var tokens: [[UInt8]?] = []
    private var ids: [[UInt8]: TokenID] = [:]
    private var merges: [UInt64: MergeModel.Merge] = [:]
    private var byteIDs = [TokenID?](repeating: nil, count: 256)

    init(symbols: MergeModel.Symbols) { self.symbols = symbols }

    /// The bytes of a token as it's written.
    private func bytes(of token: String) -> [UInt8] {
        (symbols == .bytes ? ByteLevelAlphabet.decode(token) : nil) ?? Array(token.utf8)
    }

    mutating func add(_ token: String, id: Int) {
        let bytes = bytes(of: token)
        while tokens.count <= id { tokens.append(nil) }
        tokens[id] = bytes
        ids[bytes] = TokenID(id)
        let byte = symbols == .bytes ? (bytes.count == 1 ? bytes[0] : nil) : FallbackToken.byte(of: bytes)
        if let byte { byteIDs[Int(byte)] = TokenID(id) }
    }

    func id(of token: String) -> TokenID? { ids[bytes(of: token)] }

    /// - Throws: ``ModelFileError/malformed(_:)`` where one of the two, or what they merge into, is no token.
    mutating func addMerge(_ left: String, _ right: String, rank: Int) throws(ModelFileError) {
        let leftBytes = bytes(of: left), rightBytes = bytes(of: right)
        guard let leftID = ids[leftBytes], let rightID = ids[rightBytes], let merged = ids[leftBytes + rightBytes]
        else {
            throw ModelFileError.malformed("merge \(rank), of '\(left)' and '\(right)', isn't of tokens to a token")
        }
        merges[MergeModel.key(leftID, rightID)] = MergeModel.Merge(rank: UInt32(rank), id: merged)
    }

    /// All merges of two tokens into one, by the token's score: the greatest first, equal ones as one.
    mutating func addMerges(byScore scores: [Float]) {
        let ordered = Set(scores).sorted(by: >)
        let ranks = Dictionary(uniqueKeysWithValues: ordered.enumerated().map { ($1, UInt32($0)) })
        for (id, token) in tokens.enumerated() {
            guard let token, id < scores.count, let rank = ranks[scores[id]] else { continue }
            for place in token.indices.dropFirst() where token[place] & 0xC0 != 0x80 {
                guard let left = ids[Array(token[..<place])], let right = ids[Array(token[place...])] else { continue }
                merges[MergeModel.key(left, right)] = MergeModel.Merge(rank: rank, id: TokenID(id))
            }
        }
    }

    func model(keepsWholePieces: Bool, unknown: MergeModel.Unknown?) -> MergeModel {
        MergeModel(
            symbols: symbols, tokens: tokens, byteIDs: byteIDs, merges: merges, keepsWholePieces: keepsWholePieces,
            unknown: unknown)
    }
}

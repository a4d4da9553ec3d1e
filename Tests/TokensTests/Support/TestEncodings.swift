import Tokens

/// One encoding for each vocabulary that is built in, of those that leave text as it is.
let vocabularies: [Encoding] = [.r50kBase, .p50kBase, .cl100kBase, .o200kBase]

/// One encoding for each vocabulary that is built in.
let allVocabularies = vocabularies + [.qwen]

/// One encoding for each pattern that is built in, of those that leave text as it is.
let patterns: [Encoding] = [.r50kBase, .cl100kBase, .o200kBase]

/// One encoding for each pattern that is built in.
let allPatterns = patterns + [.qwen]

/// The lines of a rank file.
func rankFile(_ tokens: [(bytes: [UInt8], rank: Int)]) -> [UInt8] {
    Array(tokens.map { "\(Base64.encoded($0.bytes)) \($0.rank)\n" }.joined().utf8)
}

/// The 256 bytes, ranked by their value from `first` on.
func byteTokens(from first: Int = 0) -> [(bytes: [UInt8], rank: Int)] {
    (0..<256).map { ([UInt8($0)], first + $0) }
}

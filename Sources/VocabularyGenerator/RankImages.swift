import Tokens

/// The images of byte-pair vocabularies.
func makeRankImages(in folders: Folders) throws {
    let sources: [(image: String, ranks: String, lines: Int?)] = [
        ("cl100k_base", "cl100k_base", nil), ("o200k_base", "o200k_base", nil),
        ("p50k_base", "p50k_base", nil), ("r50k_base", "p50k_base", 50_256), ("qwen", "qwen", nil),
    ]
    for source in sources {
        guard let file = try folders.read(source.ranks + ".tiktoken").map({ [UInt8]($0) }) else { continue }
        let ranks = source.lines.map { firstLines($0, of: file) } ?? file
        let encoding = try Encoding(name: source.image, rankFile: ranks, pattern: "", preTokenizer: .pcre2)
        try folders.write(encoding.vocabularyImage, as: source.image + ".vocab")
    }
}

private func firstLines(_ count: Int, of file: [UInt8]) -> [UInt8] {
    file.split(separator: UInt8(ascii: "\n")).prefix(count).flatMap { $0 + [UInt8(ascii: "\n")] }
}

// Makes the images of `Vocab/` from published rank files:
//
//     swift run -c release VocabularyGenerator RANK-FOLDER VOCAB-FOLDER
//
// RANK-FOLDER has cl100k_base.tiktoken, o200k_base.tiktoken and p50k_base.tiktoken; r50k_base is the
// first 50,256 lines of the last. `Vocab/PROVENANCE.md` has their hashes, which a test checks.

import Foundation
import Tokens

let arguments = CommandLine.arguments.dropFirst().map { URL(fileURLWithPath: $0) }
guard arguments.count == 2 else {
    FileHandle.standardError.write(Data("usage: VocabularyGenerator RANK-FOLDER VOCAB-FOLDER\n".utf8))
    exit(64)
}

func firstLines(_ count: Int, of file: [UInt8]) -> [UInt8] {
    file.split(separator: UInt8(ascii: "\n")).prefix(count).flatMap { $0 + [UInt8(ascii: "\n")] }
}

let sources: [(image: String, ranks: String, lines: Int?)] = [
    ("cl100k_base", "cl100k_base", nil), ("o200k_base", "o200k_base", nil),
    ("p50k_base", "p50k_base", nil), ("r50k_base", "p50k_base", 50_256), ("qwen", "qwen", nil),
]
for source in sources {
    let file = try [UInt8](Data(contentsOf: arguments[0].appendingPathComponent(source.ranks + ".tiktoken")))
    let ranks = source.lines.map { firstLines($0, of: file) } ?? file
    let encoding = try Encoding(name: source.image, rankFile: ranks, pattern: "", preTokenizer: .pcre2)
    let image = Data(encoding.vocabularyImage)
    try image.write(to: arguments[1].appendingPathComponent(source.image + ".vocab"))
    print("\(source.image).vocab: \(image.count) bytes")
}

import Foundation
import Tokens

/// The pieces of a generation of Claude's tokenizer.
private struct Pieces: Decodable {
    var pieces: [String]
    /// In hexadecimal.
    var byte_prefixes: [String]
}

/// The classes of the Basic Multilingual Plane.
private struct Classes: Decodable {
    /// First, last, class with marks.
    struct Range: Decodable {
        var first: Int, last: Int, code: String

        init(from decoder: any Decoder) throws {
            var values = try decoder.unkeyedContainer()
            first = try values.decode(Int.self)
            last = try values.decode(Int.self)
            code = try values.decode(String.self)
        }
    }

    var ranges: [Range]
    /// Code points in hexadecimal, with spaces between several.
    var lower: [String: String]
}

/// The images of Claude's tokenizers.
func makeClaudeImages(in folders: Folders) throws {
    for name in ["claude_v3", "claude_v4_7"] {
        guard let file = try folders.read(name + ".json") else { continue }
        let source = try JSONDecoder().decode(Pieces.self, from: file)
        let image = TileVocabularyBuilder.image(
            pieces: source.pieces.map { Array($0.utf8) }, prefixes: source.byte_prefixes.map(bytes))
        try folders.write(image, as: name + ".tiles")
    }
    guard let file = try folders.read("claude_classes.json") else { return }
    let source = try JSONDecoder().decode(Classes.self, from: file)
    let lowers = source.lower.compactMap { from, to -> (from: UInt32, to: UInt32)? in
        // What has a small letter of several code points is never written small.
        guard let from = UInt32(from, radix: 16), let to = UInt32(to, radix: 16) else { return nil }
        return (from, to)
    }
    let ranges = source.ranges.map { (first: $0.first, last: $0.last, code: $0.code) }
    guard let image = ClaudeCharacterBuilder.image(ranges: ranges, lowers: lowers) else {
        throw CocoaError(.fileReadCorruptFile)
    }
    try folders.write(image, as: "claude_characters.table")
}

private func bytes(_ hexadecimal: String) -> [UInt8] {
    stride(from: 0, to: hexadecimal.count, by: 2).compactMap { start in
        UInt8(hexadecimal.dropFirst(start).prefix(2), radix: 16)
    }
}

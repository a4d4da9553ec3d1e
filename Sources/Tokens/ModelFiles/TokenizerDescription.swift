/// All that a model's file says of its tokenizer.
struct TokenizerDescription: Sendable {
    var textSteps: [TextStep] = []
    var pieceSteps: [PieceStep] = []
    let model: MergeModel
    var added: [AddedToken] = []
    /// What stands for a space in tokens.
    var mark: [UInt8]?
    /// Whether a mark is put before text, which decoding takes away.
    var prependsMark = false
}

/// The characters that stand for bytes in the tokens of byte-level vocabularies.
enum ByteLevelAlphabet {
    /// The byte of each character: printable ones of Latin-1 are themselves, the rest follow from U+0100 on.
    static let bytes: [UInt32: UInt8] = {
        var bytes: [UInt32: UInt8] = [:]
        var next: UInt32 = 0x100
        for byte in UInt8.min...UInt8.max {
            switch byte {
            case 0x21...0x7E, 0xA1...0xAC, 0xAE...0xFF: bytes[UInt32(byte)] = byte
            default:
                bytes[next] = byte
                next += 1
            }
        }
        return bytes
    }()

    /// The bytes that a token is written for, or nil where a character stands for none.
    static func decode(_ token: String) -> [UInt8]? {
        var decoded: [UInt8] = []
        for scalar in token.unicodeScalars {
            guard let byte = bytes[scalar.value] else { return nil }
            decoded.append(byte)
        }
        return decoded
    }
}

/// The tokens that stand for single bytes: `<0x00>`…`<0xFF>`.
enum FallbackToken {
    /// The byte that a token with this name stands for.
    static func byte(of name: [UInt8]) -> UInt8? {
        guard name.count == 6, name.starts(with: "<0x".utf8), name.last == UInt8(ascii: ">") else { return nil }
        return UInt8(String(decoding: name[3..<5], as: UTF8.self), radix: 16)
    }
}

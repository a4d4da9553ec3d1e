internal import CVocab

/// What the marked stream asks of a character: its class, and marks beside it.
///
/// The table has Unicode 15.1 and the case pairs of 16 that the models know; `Vocab/PROVENANCE.md` says
/// where it's from. Characters beyond the Basic Multilingual Plane are all of class ``Class/other``.
struct ClaudeCharacters: Sendable {
    /// A character's class in the low bits, and marks above.
    typealias Code = UInt16

    /// What runs are made of.
    enum Class: UInt16 {
        case word, other, digit, punctuation, space
    }

    static let classMask: Code = 7
    /// A mark that begins a word of its own where no word stands before it.
    static let stray: Code = 1 << 3
    static let isPunctuation: Code = 1 << 4
    static let isNumber: Code = 1 << 5
    /// Nd and No.
    static let decimal: Code = 1 << 6
    static let otherNumber: Code = 1 << 7
    static let capital: Code = 1 << 8
    static let small: Code = 1 << 9
    static let letterOrMark: Code = 1 << 10
    static let selector: Code = 1 << 11
    /// The letters that stand for these in the file the table is made from, in the order of the bits.
    static let letters = Array("kpndoulmv".utf8)

    /// Fields of the image's header, each a `UInt32`, by position.
    enum Field: Int {
        case magic, format, index, blocks, lowers, lowerCount, size
    }

    static let magic: UInt32 = 0x5448_4343  // "CCHT"
    static let format: UInt32 = 1
    static let headerSize = 64
    static let blockBits: UInt32 = 7

    static let embedded = ClaudeCharacters(embedded: vocab_name_claude_characters)

    // Constant for as long as the process lives.
    private nonisolated(unsafe) let index: UnsafePointer<UInt16>
    private nonisolated(unsafe) let blocks: UnsafePointer<Code>
    private nonisolated(unsafe) let lowers: UnsafeBufferPointer<(from: UInt32, to: UInt32)>

    private init(embedded name: vocab_name) {
        guard let bytes = vocab_image(name) else { preconditionFailure("CVocab has no image for \(name)") }
        let base = UnsafeRawPointer(bytes)
        func value(_ field: Field) -> Int {
            Int(UInt32(littleEndian: base.load(fromByteOffset: field.rawValue * 4, as: UInt32.self)))
        }
        precondition(
            value(.magic) == Self.magic && value(.format) == Self.format,
            "Vocab/ has a character table of another format: make it again with 'make vocabularies'")
        index = (base + value(.index)).assumingMemoryBound(to: UInt16.self)
        blocks = (base + value(.blocks)).assumingMemoryBound(to: Code.self)
        lowers = UnsafeBufferPointer(
            start: (base + value(.lowers)).assumingMemoryBound(to: (from: UInt32, to: UInt32).self),
            count: value(.lowerCount))
    }

    @inline(__always)
    func code(of scalar: UInt32) -> Code {
        guard scalar < 0x10000 else { return Class.other.rawValue }
        return blocks[Int(index[Int(scalar >> Self.blockBits)]) << Int(Self.blockBits) | Int(scalar & 127)]
    }

    /// The code of an ASCII character: they're the first block.
    @inline(__always)
    func code(ofASCII byte: UInt8) -> Code { blocks[Int(byte)] }

    /// The small letter of a word's character; itself where it has none. O(log n).
    func lower(_ scalar: UInt32) -> UInt32 {
        let position = lowers.partitioningIndex { $0.from >= scalar }
        return position < lowers.count && lowers[position].from == scalar ? lowers[position].to : scalar
    }
}

import Testing

@testable import Tokens

/// Rank files of a user's own: what is taken, and what is refused with which line.
@Suite("Rank files")
struct RankFileTests {
    private static let bytesOnly = rankFile(byteTokens())

    private func error(of file: [UInt8]) -> CustomEncodingError? {
        do throws(CustomEncodingError) {
            _ = try Encoding(name: "own", rankFile: file, pattern: "(?s).+")
            return nil
        } catch {
            return error
        }
    }

    private func error(appending line: String) -> VocabularyError? {
        guard case .vocabulary(let error) = error(of: Self.bytesOnly + Array((line + "\nYWI= 999\n").utf8)) else {
            return nil
        }
        return error
    }

    @Test(
        "A wrong line is an error with its number",
        arguments: [
            ("YWE=", .malformedLine), ("256", .malformedLine), ("YWE=\t256", .malformedLine),
            ("YWE 256", .malformedToken), (" 256", .malformedToken), ("YW=E 256", .malformedToken),
            ("YWF= 256", .malformedToken), ("YWE===== 256", .malformedToken), ("Y*E= 256", .malformedToken),
            ("YWE= ", .malformedRank), ("YWE= -1", .malformedRank), ("YWE= 2x", .malformedRank),
            ("YWE= 0x100", .malformedRank), ("YWE= 1e3", .malformedRank),
            ("YWE= 2097151", .rankTooGreat), ("YWE= 99999999999999999999999999", .rankTooGreat),
            ("YWE= 0", .duplicateRank), ("YWE= 97", .duplicateRank), ("YQ== 256", .duplicateToken),
        ] as [(String, VocabularyError.Code)])
    func wrongLine(line: String, code: VocabularyError.Code) {
        #expect(error(appending: line) == VocabularyError(line: 257, code))
    }

    @Test("A token of 4,096 bytes is taken, one of 4,097 refused")
    func longToken() throws {
        func line(_ count: Int) -> [(bytes: [UInt8], rank: Int)] { [([UInt8](repeating: 97, count: count), 256)] }
        let longest = try Encoding(name: "own", rankFile: rankFile(byteTokens() + line(4096)), pattern: "(?s).+")
        #expect(longest.encode(String(repeating: "a", count: 4096)) == [256])
        #expect(
            error(of: rankFile(byteTokens() + line(4097))) == .vocabulary(VocabularyError(line: 257, .tokenTooLong)))
    }

    @Test("All 256 bytes must be tokens; the error names the first that isn't")
    func missingByte() {
        let file = rankFile(byteTokens().filter { $0.rank != 0x80 && $0.rank != 0xFF })
        #expect(error(of: file) == .vocabulary(VocabularyError(line: nil, .missingByte, missingByte: 0x80)))
        #expect(error(of: []) == .vocabulary(VocabularyError(line: nil, .missingByte, missingByte: 0)))
    }

    @Test("Tokens of 16 MiB together are too much")
    func tooLarge() {
        var tokens = byteTokens()
        for index in 0..<4096 {
            tokens.append(([UInt8](repeating: 0, count: 4094) + [UInt8(index >> 8), UInt8(index & 255)], 256 + index))
        }
        #expect(error(of: rankFile(tokens)) == .vocabulary(VocabularyError(line: nil, .tooLarge)))
    }

    @Test("Every error has a stable code and a sentence with the line")
    func messages() {
        #expect(error(appending: "YWE= 2x")?.description == "line 257: the rank isn't a decimal number")
        let missing = error(of: [])
        #expect(missing?.code == "missing_byte")
        #expect(missing?.description.contains("single byte 0") == true)
    }

    @Test("Line ends may be CRLF, lines blank, and the last line unended")
    func lineEnds() throws {
        let plain = try Encoding(name: "own", rankFile: Self.bytesOnly + Array("YWI= 256\n".utf8), pattern: "(?s).+")
        var text = "\r\n\n" + String(decoding: Self.bytesOnly, as: UTF8.self)
        text = text.split(separator: "\n", omittingEmptySubsequences: false).joined(separator: "\r\n") + "\r\nYWI= 256"
        let other = try Encoding(name: "own", rankFile: text, pattern: "(?s).+")
        #expect(other.vocabularyImage == plain.vocabularyImage)
        #expect(other.rankFile == plain.rankFile)
    }

    @Test("Ranks may have gaps, and lines any order; ids in a gap are no tokens")
    func gaps() throws {
        let tokens = byteTokens(from: 1000) + [(Array("ab".utf8), 5000), (Array("abc".utf8), 2_097_150)]
        let own = try Encoding(name: "own", rankFile: rankFile(tokens.reversed()), pattern: "(?s).+")
        #expect(own.encode("abcab") == [2_097_150, 5000])
        #expect(own.tokenCount == 258)
        #expect(own.vocabularySize == 2_097_151)
        #expect(own.bytes(of: 999) == nil)
        #expect(own.bytes(of: 4999) == nil)
        #expect(own.rankFile == rankFile(tokens))
        #expect(throws: EncodingError.unknownToken(3, index: 1)) { try own.decode([1000, 3]) }
    }
}

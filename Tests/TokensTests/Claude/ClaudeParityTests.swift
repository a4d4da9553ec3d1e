import Foundation
import Testing
import Tokens

/// Counts of the reconstruction and of the API itself, where they lie beside the repository.
@Suite("Claude parity", .enabled(if: SharedFacts.has("tokenizers/claude_dev.jsonl"), "no ../shared/facts"))
struct ClaudeParityTests {
    private struct Case: Decodable {
        let family: String
        let kind: String?
        let text: String
        /// Without what frames it.
        let tokens: Int
        /// With it.
        let count: Int?
    }

    private func tokenizer(_ family: String) throws -> ClaudeTokenizer {
        ClaudeTokenizer(try #require(ClaudeFamily(rawValue: family)))
    }

    @Test("All counts of ctok 1.3.0, and those that the API gave", arguments: ["claude_dev", "claude_measured_rows"])
    func counts(file: String) throws {
        let cases = try SharedFacts.lines("tokenizers/\(file).jsonl", of: Case.self)
        #expect(cases.count > 100)
        for example in cases {
            let tokenizer = try tokenizer(example.family)
            let count = tokenizer.count(example.text)
            if count != example.tokens {
                Issue.record(
                    "\(example.family), \(example.kind ?? ""): \(count), not \(example.tokens): \(example.text.debugDescription)"
                )
            }
            if let whole = example.count { #expect(count + tokenizer.family.frame.oneMessage == whole) }
        }
    }

    private struct Document: Decodable {
        let lang: String
        let text: String
        let opus_4_5: Int
        let opus_4_7: Int
        let opus_5: Int
    }

    @Test("The API's own counts of the Declaration of Human Rights in 501 languages and scripts")
    func declaration() throws {
        let process = Process(), pipe = Pipe()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = ["gzip", "-dc", SharedFacts.path("tokenizers/claude_oracle_udhr.jsonl.gz")]
        process.standardOutput = pipe
        try process.run()
        let content = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        let documents = try content.split(separator: UInt8(ascii: "\n"))
            .map { try JSONDecoder().decode(Document.self, from: $0) }
        #expect(documents.count == 501)
        let opus5 = ClaudeTokenizer(.v4_8, ignoresTrailingSpace: true)
        for document in documents {
            func whole(_ tokenizer: ClaudeTokenizer) -> Int {
                tokenizer.count(document.text) + tokenizer.family.frame.oneMessage
            }
            #expect(whole(ClaudeTokenizer(.v3)) == document.opus_4_5, "\(document.lang)")
            #expect(whole(ClaudeTokenizer(.v4_7)) == document.opus_4_7, "\(document.lang)")
            #expect(whole(opus5) == document.opus_5, "\(document.lang)")
        }
    }

    private struct TrailingSpace: Decodable {
        let text: String
        let opus5_count: Int
        let v4_8_count: Int
    }

    @Test("Opus 5 takes no account of white space at the end")
    func opus5() throws {
        let plain = ClaudeTokenizer(.v4_8), opus5 = ClaudeTokenizer(.v4_8, ignoresTrailingSpace: true)
        for example in try SharedFacts.lines("tokenizers/claude_opus5_trailing.jsonl", of: TrailingSpace.self) {
            #expect(plain.count(example.text) + plain.family.frame.oneMessage == example.v4_8_count)
            #expect(opus5.count(example.text) + opus5.family.frame.oneMessage == example.opus5_count)
        }
    }

    private struct UnicodeVersions: Decodable {
        let family: String
        let text: String
        let count_15_1: Int
    }

    @Test("Characters that Unicode 15.1 doesn't have are unassigned")
    func unicodeVersion() throws {
        for example in try SharedFacts.lines("tokenizers/claude_ucd_sensitive.jsonl", of: UnicodeVersions.self) {
            let tokenizer = try tokenizer(example.family)
            let count = tokenizer.count(example.text) + tokenizer.family.frame.oneMessage
            #expect(count == example.count_15_1, "\(example.family): \(example.text.debugDescription)")
        }
    }
}

import Foundation
import Testing
import Tokens

/// The examples of README.md, line for line. `PagesTests` holds that page against this file.
@Suite("The examples of the documentation")
struct DocumentationExamples {
    private let prompt = String(repeating: "Count me. ", count: 4_000)

    @Test("of the library give what they show")
    func library() throws {
        let encoding = try Encoding(forModel: "gpt-4o")
        #expect(encoding.count("Hello, world!") == 4)
        #expect(encoding.count(prompt, upTo: 8_000) == nil)
        #expect(encoding.encode("Hello, world!") == [13225, 11, 2375, 0])
        #expect(try encoding.decodeText([13225, 11, 2375, 0]) == "Hello, world!")
        #expect(encoding.prefix(of: "Hello, world!", tokens: 2) == "Hello,")
    }

    @Test("of streaming give the text in whole characters")
    func streaming() throws {
        let ids = Encoding.o200kBase.encode("日本語!")
        var text = ""
        var decoder = StreamingDecoder(encoding: .o200kBase)
        for id in ids { text += try decoder.append(id) }
        text += decoder.finish()
        #expect(text == "日本語!")
    }

    @Test("of the command show this project's own files as they are counted")
    func command() throws {
        let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
            .deletingLastPathComponent()
        let readme = try String(contentsOf: root.appending(path: "README.md"), encoding: .utf8)
        let shown = readme.matches(of: /\n *(\d+) (LICENSE\S*)(?=\n)/)
        #expect(Set(shown.map(\.2)).count >= 3)
        for match in shown {
            let file = [UInt8](try Data(contentsOf: root.appending(path: String(match.2))))
            #expect(Encoding.o200kBase.count(file) == Int(match.1), "\(match.2)")
        }
        let sentence = "I can't believe it's 12345 日本語!"
        #expect(readme.contains(sentence))
        for piece in Encoding.o200kBase.pieces(of: sentence) {
            let first = try #require(piece.ids.first)
            let place =
                String(repeating: " ", count: 8 - String(piece.range.lowerBound).count) + String(piece.range.lowerBound)
            let id = String(repeating: " ", count: 7 - String(first).count) + String(first)
            #expect(readme.contains("\(place) \(id) | \""), "the piece at \(piece.range.lowerBound)")
        }
    }
}

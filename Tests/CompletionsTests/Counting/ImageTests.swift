import Testing

@testable import Completions

@Suite("An image's size is read from its header")
struct ImageSizeTests {
    private static let png: [UInt8] =
        [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13] + Array("IHDR".utf8)
        + [0, 0, 2, 0x80, 0, 0, 1, 0xE0]
    private static let gif: [UInt8] = Array("GIF89a".utf8) + [0x80, 0x02, 0xE0, 0x01]
    private static func webP(_ chunk: String, _ rest: [UInt8]) -> [UInt8] {
        Array("RIFF\0\0\0\0WEBP".utf8) + Array(chunk.utf8) + [0, 0, 0, 0] + rest
    }
    /// A JPEG with a comment, then the frame.
    private static let jpeg: [UInt8] =
        [0xFF, 0xD8, 0xFF, 0xE0, 0, 4, 0xFF, 0xC0, 0xFF, 0xC4, 0, 2, 0xFF, 0xC2, 0, 11, 8, 1, 0xE0, 2, 0x80]

    @Test(
        "640 by 480 pixels, in each format",
        arguments: [
            png, gif, jpeg,
            webP("VP8X", [0, 0, 0, 0, 0x7F, 0x02, 0, 0xDF, 0x01, 0]),
            webP("VP8L", [0x2F, 0x7F, 0xC2, 0x77, 0]),
            webP("VP8 ", [0, 0, 0, 0x9D, 0x01, 0x2A, 0x80, 0x02, 0xE0, 0x01]),
        ])
    func formats(_ bytes: [UInt8]) {
        #expect(ImageSize(bytes: bytes) == ImageSize(width: 640, height: 480))
    }

    @Test(
        "What is cut off or isn't an image has no size",
        arguments: [
            [], Array(png.prefix(19)), Array(jpeg.prefix(14)), Array("RIFF\0\0\0\0WEBPVP8?".utf8), [0xFF, 0xD8],
        ])
    func broken(_ bytes: [UInt8]) {
        #expect(ImageSize(bytes: bytes) == nil)
    }

    @Test("The bytes may be a data URL's; another address has no size")
    func address() {
        let gif = "R0lGODlhgALgAQ=="
        #expect(ImageInput(source: "data:image/gif;base64,\(gif)").size == ImageSize(width: 640, height: 480))
        #expect(ImageInput(source: "https://example.com/a.gif").size == nil)
        #expect(ImageInput(source: nil).size == nil)
    }

    @Test("A header that never ends is given up", .timeLimit(.minutes(1)))
    func endless() {
        let text = "/9j" + String(repeating: "/", count: 20_000_000)
        #expect(ImageSize(base64: text.utf8) == nil)
    }
}

@Suite("An image costs what the model's rule says")
struct ImageRuleTests {
    private func size(_ width: Int, _ height: Int) throws -> ImageSize {
        try #require(ImageSize(width: width, height: height))
    }

    @Test(
        "Tiles of 512 pixels, after fitting into 2048 by 2048 and making the shorter side 768 at most",
        arguments: [
            (1, 1, 1), (512, 512, 1), (513, 512, 2), (640, 480, 2), (1024, 1024, 4), (2048, 4096, 6), (3000, 300, 4),
        ])
    func tiles(_ width: Int, _ height: Int, _ tiles: Int) throws {
        let rule = ImageRule.tiles(base: 85, tile: 170)
        #expect(try rule.tokens(size(width, height), detail: nil) == 85 + 170 * tiles)
        #expect(try rule.tokens(size(width, height), detail: "low") == 85)
    }

    @Test(
        "Patches of 32 pixels, at most 1536, rounded down",
        arguments: [(1, 1, 1), (640, 480, 300), (1024, 1024, 1024), (1800, 2400, 1452), (5000, 3000, 1500)])
    func patches(_ width: Int, _ height: Int, _ patches: Int) throws {
        let rule = ImageRule.patches(percent: 162, fixed: 2)
        #expect(try rule.tokens(size(width, height), detail: nil) == patches * 162 / 100 + 2)
    }

    @Test("No image costs more than the most")
    func most() throws {
        for rule in [ImageRule.tiles(base: 70, tile: 140), .patches(percent: 246, fixed: 2)] {
            for side in [1, 500, 768, 2048, 4096, 100_000] {
                #expect(try rule.tokens(size(side, 2048), detail: "high") <= rule.most)
            }
        }
    }
}

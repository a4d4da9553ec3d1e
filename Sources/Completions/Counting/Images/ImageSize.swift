/// How wide and high an image is, as the header of its file says.
///
/// PNG (ISO 15948, 11.2.2), GIF (89a, 18), WebP (its container specification; VP8, VP8L and VP8X) and JPEG (T.81,
/// B.2.2). Nothing is decompressed.
struct ImageSize: Hashable, Sendable {
    /// Pixels.
    let width: Int
    /// Pixels.
    let height: Int

    /// As far as a JPEG's metadata is passed over to find its size.
    private static let longestHeader = 1 << 20

    /// A size in pixels; nil where a side is 0.
    init?(width: Int, height: Int) {
        guard width > 0, height > 0 else { return nil }
        self.width = width
        self.height = height
    }

    /// The size of the image whose bytes are Base64. At most the first megabyte is read.
    init?(base64 text: some Sequence<UInt8>) {
        self.init(bytes: Base64Prefix.decode(text, upTo: ImageSize.longestHeader))
    }

    /// The size of the image with these bytes, of which the first are enough. Linear in the header's length.
    init?(bytes: [UInt8]) {
        if bytes.starts(with: [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]) {
            self.init(width: bytes.big(16, 4), height: bytes.big(20, 4))
        } else if bytes.starts(with: Array("GIF8".utf8)) {
            self.init(width: bytes.little(6, 2), height: bytes.little(8, 2))
        } else if bytes.starts(with: Array("RIFF".utf8)), bytes.dropFirst(8).starts(with: Array("WEBP".utf8)) {
            self.init(webP: bytes)
        } else if bytes.starts(with: [0xFF, 0xD8]) {
            self.init(jpeg: bytes)
        } else {
            return nil
        }
    }

    private init?(webP bytes: [UInt8]) {
        switch bytes.little(12, 4) {
        case 0x5838_5056:  // VP8X
            self.init(width: bytes.little(24, 3) + 1, height: bytes.little(27, 3) + 1)
        case 0x4C38_5056:  // VP8L
            let bits = bytes.little(21, 4)
            self.init(width: bits & 0x3FFF + 1, height: bits >> 14 & 0x3FFF + 1)
        case 0x2038_5056:  // VP8
            self.init(width: bytes.little(26, 2) & 0x3FFF, height: bytes.little(28, 2) & 0x3FFF)
        default: return nil
        }
    }

    private init?(jpeg bytes: [UInt8]) {
        var offset = 2
        while offset + 9 <= bytes.count {
            guard bytes[offset] == 0xFF else {
                offset += 1
                continue
            }
            switch bytes[offset + 1] {
            case 0xC4, 0xC8, 0xCC: offset += 2 + bytes.big(offset + 2, 2)
            case 0xC0...0xCF:
                self.init(width: bytes.big(offset + 7, 2), height: bytes.big(offset + 5, 2))
                return
            case 0x01, 0xD0...0xD9: offset += 2
            case 0xFF: offset += 1
            default: offset += 2 + bytes.big(offset + 2, 2)
            }
        }
        return nil
    }
}

extension [UInt8] {
    /// The big-endian number at an offset; 0 past the end.
    fileprivate func big(_ offset: Int, _ length: Int) -> Int {
        guard offset + length <= count else { return 0 }
        return self[offset..<offset + length].reduce(0) { $0 << 8 | Int($1) }
    }

    /// The little-endian number at an offset; 0 past the end.
    fileprivate func little(_ offset: Int, _ length: Int) -> Int {
        guard offset + length <= count else { return 0 }
        return self[offset..<offset + length].reversed().reduce(0) { $0 << 8 | Int($1) }
    }
}

internal import Tokens

extension Message.MediaSource {
    /// The source with the bytes of a `data:` address taken out of it (RFC 2397, base64 only).
    var withInlineBytes: Message.MediaSource {
        guard case .url(let address) = self, address.utf8.starts(with: "data:".utf8),
            let comma = address.firstIndex(of: ",")
        else { return self }
        let head = address[..<comma].dropFirst("data:".count)
        guard head.utf8.reversed().starts(with: ";base64".utf8.reversed()) else { return self }
        let type = head.prefix { $0 != ";" }
        return .base64(
            String(address[address.index(after: comma)...]), mediaType: type.isEmpty ? "text/plain" : String(type))
    }

    /// The source as an address, a `data:` one where it is bytes.
    var address: String {
        switch self {
        case .url(let address): address
        case .base64(let data, let mediaType): "data:\(mediaType);base64,\(data)"
        }
    }
}

extension Message.Document {
    /// The document's text; nil where it is not a text file in the request itself, or not UTF-8.
    var text: String? {
        guard case .base64(let data, let mediaType) = source.withInlineBytes, mediaType.utf8.starts(with: "text/".utf8),
            let bytes = Base64.decode(data.utf8)
        else { return nil }
        return String(validating: bytes, as: UTF8.self)
    }

    /// The document's text under its title, for interfaces that have no documents.
    var titledText: String? {
        guard let text else { return nil }
        return title.map { "\($0):\n\(text)" } ?? text
    }
}

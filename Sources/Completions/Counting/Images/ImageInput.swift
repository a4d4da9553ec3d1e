/// An image of a request: where it is, and how closely the model looks.
struct ImageInput {
    /// Its address: a `data:` URL has its bytes.
    var source: String?
    /// `low`, `high`, `auto`, or a word that isn't known.
    var detail: String?

    /// Its size, read from the header of its bytes; nil where it lies elsewhere or has no form that is known.
    var size: ImageSize? {
        guard let source, source.hasPrefix("data:"), let comma = source.utf8.firstIndex(of: UInt8(ascii: ",")) else {
            return nil
        }
        return ImageSize(base64: source.utf8[source.utf8.index(after: comma)...])
    }
}

extension AnthropicGeneration.Images {
    /// The edge of a patch, in pixels.
    private static let patch = 28.0
    /// The edge that an image of unknown size is thought to have.
    private static let guessedEdge = 512

    /// The tokens of an image whose size isn't known: a guess.
    var countOfUnknownSize: Int {
        ImageSize(width: Self.guessedEdge, height: Self.guessedEdge).map(count) ?? mostPatches
    }

    /// The tokens of an image of a size.
    ///
    /// An image with too long an edge or too many patches is scaled down, keeping its form as nearly as whole patches
    /// allow.
    func count(_ size: ImageSize) -> Int {
        let scale = min(1, Double(longestEdge) / Double(max(size.width, size.height)))
        let (width, height) = (Double(size.width) * scale, Double(size.height) * scale)
        let (columns, rows) = (patches(width.rounded()), patches(height.rounded()))
        guard columns * rows > mostPatches else { return tokens + columns * rows }
        let shrink = (width * height / (Double(mostPatches) * Self.patch * Self.patch)).squareRoot()
        func fitted(_ length: Double) -> Int { max(1, Int(length / shrink / Self.patch)) }
        return tokens + fitted(width) * fitted(height)
    }

    /// The patches that cover a length in pixels.
    private func patches(_ length: Double) -> Int {
        let count = max(1, Int((length / Self.patch).rounded(.up)))
        return roundsToEven ? count + count % 2 : count
    }
}

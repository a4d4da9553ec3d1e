/// Images as patches of 28 × 28 pixels.
enum ImagePatches {
    /// An edge of a patch, in pixels.
    static let edge = 28
    /// The edge of an image of which nothing is known.
    static let guessedEdge = 512
}

extension AnthropicGeneration.Images {
    /// The tokens of an image of a size in pixels.
    ///
    /// An image that is too long, or has too many patches, is scaled down, keeping its form as nearly as whole patches
    /// allow.
    func count(width: Int, height: Int) -> Int {
        let longest = Double(max(width, height, 1))
        let scale = min(1, Double(longestEdge) / longest)
        let (width, height) = (Double(width) * scale, Double(height) * scale)
        var columns = patches(width.rounded())
        var rows = patches(height.rounded())
        if columns * rows > mostPatches {
            let edge = Double(ImagePatches.edge)
            let shrink = (width * height / (Double(mostPatches) * edge * edge)).squareRoot()
            columns = max(1, Int(width / shrink / edge))
            rows = max(1, Int(height / shrink / edge))
        }
        return tokens + columns * rows
    }

    /// The patches that cover a length in pixels.
    private func patches(_ length: Double) -> Int {
        let count = max(1, Int((length / Double(ImagePatches.edge)).rounded(.up)))
        return roundsToEven ? count + count % 2 : count
    }
}

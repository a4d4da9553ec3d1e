/// How many tokens OpenAI bills for an image, by a model's published rule.
///
/// Older models cut an image into tiles of 512 pixels, later ones into patches of 32; each has its own price for one.
/// Source: OpenAI's page on images and vision, with the constants that recorded usage shows.
enum ImageRule: Sendable {
    /// `base` for any image, `tile` for each tile of it where the model looks closely.
    case tiles(base: Int, tile: Int)
    /// `percent` hundredths for each patch, rounded down, and `fixed` for the image.
    case patches(percent: Int, fixed: Int)

    /// The most patches that an image is cut into.
    private static let mostPatches = 1536

    init(_ json: JSONValue) {
        self =
            if json["tile"] != nil { .tiles(base: json.integer("base"), tile: json.integer("tile")) } else {
                .patches(percent: json.integer("percent"), fixed: json.integer("fixed"))
            }
    }

    /// The tokens of an image of a size.
    func tokens(_ size: ImageSize, detail: String?) -> Int {
        switch self {
        case .tiles(let base, let tile): detail == "low" ? base : base + tile * ImageRule.tiles(size)
        case .patches(let percent, let fixed): ImageRule.patches(size) * percent / 100 + fixed
        }
    }

    /// The most tokens of any image.
    var most: Int {
        switch self {
        // 768 by 2048 pixels: two by four tiles.
        case .tiles(let base, let tile): base + tile * 8
        case .patches(let percent, let fixed): ImageRule.mostPatches * percent / 100 + fixed
        }
    }

    /// Tiles of 512 pixels, after the image is made to fit 2048 by 2048 and its shorter side 768.
    private static func tiles(_ size: ImageSize) -> Int {
        var (width, height) = (Double(size.width), Double(size.height))
        let fit = min(1, 2048 / max(width, height))
        (width, height) = (width * fit, height * fit)
        let shrink = min(1, 768 / min(width, height))
        (width, height) = (width * shrink, height * shrink)
        // A little less, for what rounding adds to a whole number of tiles.
        func count(_ side: Double) -> Int { max(1, Int(((side - 1e-6) / 512).rounded(.up))) }
        return count(width) * count(height)
    }

    /// Patches of 32 pixels, after the image is made smaller until there are no more than the most.
    private static func patches(_ size: ImageSize) -> Int {
        func count(_ side: Double) -> Double { ((side - 1e-6) / 32).rounded(.up) }
        let (width, height) = (Double(size.width), Double(size.height))
        let whole = max(1, count(width)) * max(1, count(height))
        guard whole > Double(mostPatches) else { return Int(whole) }
        let shrink = (Double(32 * 32 * mostPatches) / (width * height)).squareRoot()
        let (columns, rows) = (width * shrink / 32, height * shrink / 32)
        // Smaller still, until one side is a whole number of patches.
        let fit = min(columns.rounded(.down) / columns, rows.rounded(.down) / rows)
        let fitted = max(1, count(width * shrink * fit)) * max(1, count(height * shrink * fit))
        return min(mostPatches, Int(fitted))
    }
}

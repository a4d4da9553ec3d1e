/// A version as models' names have it: 4-5, 2.5, 5. Parts are compared as numbers, so 4.10 is after 4.9.
struct ModelVersion: Comparable {
    var major: Int
    var minor: Int

    static func < (left: ModelVersion, right: ModelVersion) -> Bool {
        (left.major, left.minor) < (right.major, right.minor)
    }
}

/// How these tests were built.
enum Build {
    /// Whether times say something: neither a debug build, nor one with sanitizers, which define `SANITIZED`.
    static var isOptimized: Bool {
        #if DEBUG || SANITIZED
            false
        #else
            true
        #endif
    }
}

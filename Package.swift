// swift-tools-version: 6.1
import PackageDescription

// The road, left to right; each target depends only on what stands above it.
let package = Package(
    name: "swift-tokens",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Tokens", targets: ["Tokens"]),
        .executable(name: "tokens", targets: ["TokensCLI"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
    ],
    targets: [
        .systemLibrary(
            name: "CPCRE2", pkgConfig: "libpcre2-8",
            providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),
        .target(name: "CScanner"),
        .target(
            name: "CVocab", path: "Vocab", exclude: ["PROVENANCE.md"]),
        .target(name: "Tokens", dependencies: ["CPCRE2", "CScanner", "CVocab"]),
        .executableTarget(
            name: "TokensCLI",
            dependencies: ["Tokens", .product(name: "ArgumentParser", package: "swift-argument-parser")]),
        .executableTarget(name: "VocabularyGenerator", dependencies: ["Tokens"]),
        .executableTarget(name: "LinkageProbe", dependencies: ["Tokens"], path: "Tests/LinkageProbe"),
        .testTarget(
            name: "TokensTests", dependencies: ["Tokens", "CScanner"],
            exclude: ["Fixtures"]),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .gnu2x
)

// swift-tools-version: 6.1
import PackageDescription

// By itself, so that nobody who builds the library needs libFuzzer. Scripts/fuzz.sh builds and runs it.
let package = Package(
    name: "Fuzz",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "swift-tokens", path: "..")],
    targets: [
        .target(name: "CLibFuzzer"),
        .executableTarget(
            name: "TokensFuzzer",
            dependencies: ["CLibFuzzer", .product(name: "Tokens", package: "swift-tokens")]),
    ],
    swiftLanguageModes: [.v6]
)

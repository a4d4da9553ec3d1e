// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "swift-tokens", path: ".."),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
    ],
    targets: [
        .executableTarget(
            name: "tokens-bench",
            dependencies: [
                .product(name: "Tokens", package: "swift-tokens"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            path: "Sources/TokensBench")
    ],
    swiftLanguageModes: [.v6]
)

// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "CorpusBenchmark",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "swift-tokens", path: "../..")],
    targets: [
        .executableTarget(
            name: "CorpusBenchmark", dependencies: [.product(name: "Tokens", package: "swift-tokens")])
    ],
    swiftLanguageModes: [.v6]
)

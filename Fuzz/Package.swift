// swift-tools-version: 6.1
import PackageDescription

// By itself, so that nobody who builds the library needs libFuzzer. Scripts/fuzz.sh builds and runs it.
let package = Package(
    name: "Fuzz",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "swift-tokens", path: "..")],
    targets: [
        .executableTarget(
            name: "TokensFuzzer",
            dependencies: [.product(name: "Tokens", package: "swift-tokens")],
            swiftSettings: [.unsafeFlags(["-parse-as-library"])],
            linkerSettings: [.unsafeFlags(["-sanitize=fuzzer"])])
    ],
    swiftLanguageModes: [.v6]
)

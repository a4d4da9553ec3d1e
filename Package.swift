// swift-tools-version: 6.1
import PackageDescription

// The road, left to right; each target depends only on what stands above it.
let package = Package(
    name: "swift-tokens",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Completions", targets: ["Completions"]),
        .library(name: "Pricing", targets: ["Pricing"]),
        .executable(name: "tokens", targets: ["TokensCLI"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2")
    ],
    targets: [
        .target(name: "Completions"),
        .target(
            name: "CPrices", path: "Prices",
            exclude: [
                "anthropic.json", "deepseek.json", "google.json", "groq.json", "mistral.json", "ollama.json",
                "openai.json", "qwen.json", "xai.json",
            ]),
        .target(name: "Pricing", dependencies: ["Completions", "CPrices"]),
        .executableTarget(
            name: "TokensCLI",
            dependencies: [
                "Completions", "Pricing", .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),
        .testTarget(name: "CompletionsTests", dependencies: ["Completions"]),
        .testTarget(name: "PricingTests", dependencies: ["Completions", "Pricing", "CPrices"]),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .gnu2x
)

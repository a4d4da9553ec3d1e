// swift-tools-version: 6.1
import PackageDescription

// The road, left to right; each target depends only on what stands above it.
let package = Package(
    name: "swift-tokens",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "Tokens", targets: ["Tokens"]),
        .library(name: "Completions", targets: ["Completions"]),
        .library(name: "Pricing", targets: ["Pricing"]),
        .library(name: "Budgets", targets: ["Budgets"]),
        .library(name: "BudgetStores", targets: ["BudgetStores"]),
        .library(name: "Providers", targets: ["Providers"]),
        .executable(name: "tokens", targets: ["TokensCLI"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
        .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras", exact: "1.35.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
        .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
        .package(url: "https://github.com/swift-server/async-http-client", exact: "1.37.0"),
    ],
    targets: [
        .systemLibrary(
            name: "CPCRE2", pkgConfig: "libpcre2-8",
            providers: [.apt(["libpcre2-dev"]), .brew(["pcre2"])]),
        .target(name: "CScanner"),
        .target(
            name: "CVocab", path: "Vocab", exclude: ["PROVENANCE.md"]),
        .target(name: "JSONValues"),
        .target(name: "Tokens", dependencies: ["CPCRE2", "CScanner", "CVocab", "JSONValues"]),
        .target(name: "CFraming", path: "Framing", exclude: ["anthropic.json", "openai.json"]),
        .target(
            name: "CTraits", path: "Traits",
            exclude: [
                "anthropic.json", "azure_openai.json", "deepseek.json", "groq.json", "mistral.json", "ollama.json",
                "openai.json", "openrouter.json", "qwen.json", "xai.json",
            ]),
        .target(name: "Completions", dependencies: ["JSONValues", "Tokens", "CFraming", "CTraits"]),
        .target(
            name: "CPrices", path: "Prices",
            exclude: [
                "anthropic.json", "deepseek.json", "google.json", "groq.json", "mistral.json", "ollama.json",
                "openai.json", "qwen.json", "xai.json",
            ]),
        .target(name: "Pricing", dependencies: ["Tokens", "Completions", "CPrices"]),
        .target(name: "Budgets", dependencies: ["Pricing"]),
        .target(name: "CPQ"),
        .target(
            name: "BudgetStores", dependencies: ["Budgets", "CPQ", .product(name: "GRDB", package: "GRDB.swift")]),
        .target(
            name: "Providers",
            dependencies: [
                "Tokens", "Completions", "Pricing", "Budgets",
                .product(name: "AsyncHTTPClient", package: "async-http-client"),
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOHTTP1", package: "swift-nio"),
                .product(name: "NIOHTTPCompression", package: "swift-nio-extras"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ]),
        .executableTarget(
            name: "TokensCLI",
            dependencies: [
                "JSONValues", "Tokens", "Completions", "Pricing", "Budgets", "BudgetStores", "Providers",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
                .product(name: "Yams", package: "Yams"),
            ]),
        .executableTarget(name: "VocabularyGenerator", dependencies: ["Tokens"]),
        .executableTarget(name: "LinkageProbe", dependencies: ["Tokens"], path: "Tests/LinkageProbe"),
        .testTarget(
            name: "TokensTests", dependencies: ["Tokens", "CScanner", "LinkageProbe"], exclude: ["Fixtures"]),
        .target(name: "TrafficSupport", dependencies: ["Completions"], path: "Tests/TrafficSupport"),
        .testTarget(name: "CompletionsTests", dependencies: ["Completions", "TrafficSupport"]),
        .testTarget(
            name: "PricingTests", dependencies: ["Tokens", "Completions", "Pricing", "TrafficSupport"],
            exclude: ["Fixtures"]),
        .target(
            name: "FakeProvider",
            dependencies: [
                .product(name: "NIOCore", package: "swift-nio"),
                .product(name: "NIOPosix", package: "swift-nio"),
            ],
            path: "Tests/FakeProvider"),
        .testTarget(
            name: "BudgetsTests",
            dependencies: ["Budgets", "BudgetStores", .product(name: "GRDB", package: "GRDB.swift")]),
        .testTarget(
            name: "ProvidersTests", dependencies: ["Budgets", "Providers", "FakeProvider", "TrafficSupport"]),
        .testTarget(
            name: "TokensCLITests", dependencies: ["TokensCLI", "Pricing", "Budgets", "BudgetStores", "FakeProvider"]),
        .testTarget(name: "DocumentationTests", dependencies: ["Tokens", "Completions", "Pricing"]),
    ],
    swiftLanguageModes: [.v6],
    cLanguageStandard: .gnu2x
)

// `TOKENS_ONLY=1` leaves what the library `Tokens` needs, and its tests: no dependency, no command.
if Context.environment["TOKENS_ONLY"] != nil {
    let kept = ["CPCRE2", "CScanner", "CVocab", "JSONValues", "Tokens", "LinkageProbe", "TokensTests"]
    package.targets.removeAll { !kept.contains($0.name) }
    package.products.removeAll { $0.name != "Tokens" }
    package.dependencies.removeAll()
}

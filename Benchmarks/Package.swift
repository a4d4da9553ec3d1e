// swift-tools-version: 6.1
import PackageDescription

let package = Package(
    name: "benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "swift-tokens", path: ".."),
        .package(url: "https://github.com/apple/swift-crypto", exact: "4.5.2"),
        .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    ],
    targets: [
        .executableTarget(
            name: "tokens-bench",
            dependencies: [
                .product(name: "Tokens", package: "swift-tokens"),
                .product(name: "Crypto", package: "swift-crypto"),
            ],
            path: "Sources/TokensBench"),
        .executableTarget(
            name: "price-bench",
            dependencies: [
                .product(name: "Completions", package: "swift-tokens"),
                .product(name: "Pricing", package: "swift-tokens"),
            ],
            path: "Sources/PriceBench"),
        .executableTarget(
            name: "budget-bench",
            dependencies: [
                .product(name: "Budgets", package: "swift-tokens"),
                .product(name: "BudgetStores", package: "swift-tokens"),
                .product(name: "GRDB", package: "GRDB.swift"),
            ],
            path: "Sources/BudgetBench"),
    ],
    swiftLanguageModes: [.v6]
)

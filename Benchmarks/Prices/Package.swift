// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that nobody who uses the library builds it. `Scripts/bench_prices.py` runs it.
let package = Package(
    name: "price-benchmark",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "swift-tokens", path: "../..")],
    targets: [
        .executableTarget(
            name: "PriceBenchmark",
            dependencies: [
                .product(name: "Completions", package: "swift-tokens"),
                .product(name: "Pricing", package: "swift-tokens"),
            ])
    ],
    swiftLanguageModes: [.v6]
)

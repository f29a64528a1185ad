// swift-tools-version:6.2
import PackageDescription

let strict: [SwiftSetting] = [
    .treatAllWarnings(as: .error),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
    .enableUpcomingFeature("InferIsolatedConformances"),
    .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
]

// MARK: Libraries we build on

let argumentParser: Target.Dependency = .product(name: "ArgumentParser", package: "swift-argument-parser")
let asyncHTTPClient: Target.Dependency = .product(name: "AsyncHTTPClient", package: "async-http-client")
let crypto: Target.Dependency = .product(name: "Crypto", package: "swift-crypto")
let grdb: Target.Dependency = .product(name: "GRDB", package: "GRDB.swift")
let grdbSQLite: Target.Dependency = .product(name: "GRDBSQLite", package: "GRDB.swift")
let httpTypes: Target.Dependency = .product(name: "HTTPTypes", package: "swift-http-types")
let hummingbird: Target.Dependency = .product(name: "Hummingbird", package: "hummingbird")
let hummingbirdCore: Target.Dependency = .product(name: "HummingbirdCore", package: "hummingbird")
let hummingbirdTesting: Target.Dependency = .product(name: "HummingbirdTesting", package: "hummingbird")
let logging: Target.Dependency = .product(name: "Logging", package: "swift-log")
let metrics: Target.Dependency = .product(name: "Metrics", package: "swift-metrics")
let coreMetrics: Target.Dependency = .product(name: "CoreMetrics", package: "swift-metrics")
let mustache: Target.Dependency = .product(name: "Mustache", package: "swift-mustache")
let nioCore: Target.Dependency = .product(name: "NIOCore", package: "swift-nio")
let nioEmbedded: Target.Dependency = .product(name: "NIOEmbedded", package: "swift-nio")
let nioHTTP1: Target.Dependency = .product(name: "NIOHTTP1", package: "swift-nio")
let nioHTTPTypes: Target.Dependency = .product(name: "NIOHTTPTypes", package: "swift-nio-extras")
let nioHTTPTypesHTTP1: Target.Dependency = .product(name: "NIOHTTPTypesHTTP1", package: "swift-nio-extras")
let nioPosix: Target.Dependency = .product(name: "NIOPosix", package: "swift-nio")
let nioSSL: Target.Dependency = .product(name: "NIOSSL", package: "swift-nio-ssl")
let nioWebSocket: Target.Dependency = .product(name: "NIOWebSocket", package: "swift-nio")
let serviceLifecycle: Target.Dependency = .product(name: "ServiceLifecycle", package: "swift-service-lifecycle")
let tomlKit: Target.Dependency = .product(name: "TOMLKit", package: "TOMLKit")
let unixSignals: Target.Dependency = .product(name: "UnixSignals", package: "swift-service-lifecycle")

let package = Package(
    name: "startline",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "startline", targets: ["startline"]),
        .executable(name: "startline-load", targets: ["LoadGenerator"]),
        .executable(name: "startline-training-bench", targets: ["TrainingBench"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser.git", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-crypto.git", from: "4.5.2"),
        .package(url: "https://github.com/apple/swift-http-types.git", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-log.git", from: "1.16.2"),
        .package(url: "https://github.com/apple/swift-metrics.git", from: "2.13.0"),
        .package(url: "https://github.com/apple/swift-nio.git", from: "2.101.2"),
        .package(url: "https://github.com/apple/swift-nio-extras.git", from: "1.35.2"),
        .package(url: "https://github.com/apple/swift-nio-ssl.git", from: "2.37.6"),
        .package(url: "https://github.com/groue/GRDB.swift.git", from: "7.10.0"),
        .package(url: "https://github.com/hummingbird-project/hummingbird.git", from: "2.28.1"),
        .package(url: "https://github.com/hummingbird-project/swift-mustache.git", from: "2.1.1"),
        .package(url: "https://github.com/LebJe/TOMLKit.git", from: "0.6.0"),
        .package(url: "https://github.com/swift-server/async-http-client.git", from: "1.37.0"),
        .package(url: "https://github.com/swift-server/swift-service-lifecycle.git", from: "2.13.0"),
    ],
    targets: [
        // MARK: Platform
        .systemLibrary(
            name: "CLibPQ",
            path: "Sources/Platform/CLibPQ",
            pkgConfig: "libpq",
            providers: [.apt(["libpq-dev"])]
        ),
        .systemLibrary(
            name: "CZlib",
            path: "Sources/Platform/CZlib",
            pkgConfig: "zlib",
            providers: [.apt(["zlib1g-dev"])]
        ),
        .target(
            name: "Vocabulary",
            path: "Sources/Platform/Vocabulary",
            swiftSettings: strict
        ),
        .target(
            name: "Database",
            dependencies: ["CLibPQ", "Vocabulary", grdb, logging, nioPosix],
            path: "Sources/Platform/Database",
            swiftSettings: strict
        ),
        .target(
            name: "WebServer",
            dependencies: [
                "Vocabulary", crypto, httpTypes, hummingbird, hummingbirdCore, logging, coreMetrics, mustache, nioCore,
                nioHTTP1, nioHTTPTypes, nioHTTPTypesHTTP1, serviceLifecycle,
            ],
            path: "Sources/Platform/WebServer",
            swiftSettings: strict
        ),
        .target(
            name: "Accounts",
            dependencies: [
                "Database", "Vocabulary", "WebServer", asyncHTTPClient, crypto, httpTypes, hummingbird, logging,
                nioCore, nioHTTP1,
            ],
            path: "Sources/Platform/Accounts",
            swiftSettings: strict
        ),
        .target(
            name: "Archives",
            dependencies: ["CZlib"],
            path: "Sources/Platform/Archives",
            swiftSettings: strict
        ),

        // MARK: SpeedFog
        .target(
            name: "SpeedFogProtocol",
            path: "Sources/SpeedFog/SpeedFogProtocol",
            swiftSettings: strict
        ),
        .target(
            name: "SeedGraph",
            dependencies: ["SpeedFogProtocol"],
            path: "Sources/SpeedFog/SeedGraph",
            swiftSettings: strict
        ),
        .target(
            name: "RaceRules",
            dependencies: ["SeedGraph", "SpeedFogProtocol", "Vocabulary"],
            path: "Sources/SpeedFog/RaceRules",
            swiftSettings: strict
        ),
        .target(
            name: "Live",
            dependencies: [
                "Accounts", "Database", "RaceRules", "SeedGraph", "SpeedFogProtocol", "Vocabulary", "WebServer",
                coreMetrics, httpTypes, hummingbird, logging, metrics, nioCore, nioPosix, serviceLifecycle,
            ],
            path: "Sources/SpeedFog/Live",
            swiftSettings: strict
        ),
        .target(
            name: "Companion",
            dependencies: [
                "SpeedFogProtocol", logging, nioCore, nioHTTP1, nioPosix, nioSSL, nioWebSocket,
            ],
            path: "Sources/SpeedFog/Companion",
            swiftSettings: strict
        ),
        .target(
            name: "Simulator",
            dependencies: ["Companion", "SeedGraph", "SpeedFogProtocol", logging],
            path: "Sources/SpeedFog/Simulator",
            swiftSettings: strict
        ),
        .target(
            name: "SpeedFogServer",
            dependencies: [
                "Accounts", "Archives", "Database", "Live", "RaceRules", "SeedGraph", "SpeedFogProtocol", "Vocabulary",
                "WebServer", crypto, httpTypes, hummingbird, logging, mustache, nioCore, nioPosix, serviceLifecycle,
                tomlKit,
            ],
            path: "Sources/SpeedFog/SpeedFogServer",
            swiftSettings: strict
        ),

        // MARK: GoFast
        .target(
            name: "TrainingMaths",
            path: "Sources/GoFast/TrainingMaths",
            swiftSettings: strict
        ),
        .target(
            name: "ActivityFiles",
            dependencies: ["Archives", "TrainingMaths"],
            path: "Sources/GoFast/ActivityFiles",
            swiftSettings: strict
        ),
        .target(
            name: "GoFastServer",
            dependencies: ["TrainingMaths", asyncHTTPClient, nioCore, nioHTTP1],
            path: "Sources/GoFast/GoFastServer",
            swiftSettings: strict
        ),

        // MARK: Executables
        .executableTarget(
            name: "startline",
            dependencies: [
                "Accounts", "ActivityFiles", "Archives", "Companion", "Database", "GoFastServer", "Live",
                "RaceRules", "SeedGraph", "Simulator", "SpeedFogProtocol", "SpeedFogServer", "TrainingMaths",
                "Vocabulary",
                "WebServer",
                argumentParser, asyncHTTPClient, hummingbird, logging, metrics, nioCore, nioHTTP1,
                serviceLifecycle, unixSignals,
            ],
            path: "Sources/startline",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "LoadGenerator",
            dependencies: [
                "SpeedFogProtocol", argumentParser, nioCore, nioHTTP1, nioPosix, nioWebSocket,
            ],
            path: "Benchmarks/LoadGenerator",
            swiftSettings: strict
        ),
        .executableTarget(
            name: "TrainingBench",
            dependencies: ["ActivityFiles", "ActivityFilesTesting", "TrainingMaths", argumentParser],
            path: "Benchmarks/TrainingBench",
            swiftSettings: strict
        ),

        // MARK: Tests
        .target(
            name: "DatabaseTesting",
            dependencies: ["Database", logging],
            path: "Tests/DatabaseTesting",
            swiftSettings: strict
        ),
        .target(
            name: "FileTesting",
            path: "Tests/FileTesting",
            swiftSettings: strict
        ),
        .testTarget(
            name: "VocabularyTests",
            dependencies: ["Vocabulary"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "DatabaseTests",
            dependencies: ["Database", "DatabaseTesting", grdb, grdbSQLite, logging],
            swiftSettings: strict
        ),
        .testTarget(
            name: "WebServerTests",
            dependencies: [
                "Vocabulary", "WebServer", coreMetrics, httpTypes, hummingbird, hummingbirdTesting, logging, nioCore,
                nioEmbedded, nioHTTPTypes, nioPosix, serviceLifecycle,
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "AccountsTests",
            dependencies: [
                "Accounts", "Database", "DatabaseTesting", "Vocabulary", "WebServer", asyncHTTPClient, crypto,
                httpTypes,
                hummingbird, hummingbirdTesting, logging, nioCore, nioHTTP1,
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SpeedFogProtocolTests",
            dependencies: ["SpeedFogProtocol"],
            resources: [.copy("Frames")],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SeedGraphTests",
            dependencies: ["SeedGraph", "SpeedFogProtocol"],
            resources: [.copy("Graphs")],
            swiftSettings: strict
        ),
        .target(
            name: "RoomTesting",
            dependencies: ["RaceRules", "SeedGraph", "Vocabulary"],
            path: "Tests/RoomTesting",
            swiftSettings: strict
        ),
        .testTarget(
            name: "RaceRulesTests",
            dependencies: ["RaceRules", "RoomTesting", "SeedGraph", "SpeedFogProtocol", "Vocabulary"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "LiveTests",
            dependencies: [
                "Accounts", "Database", "DatabaseTesting", "Live", "RaceRules", "RoomTesting", "SeedGraph",
                "SpeedFogProtocol", "Vocabulary", "WebServer", coreMetrics, httpTypes, hummingbird, hummingbirdTesting,
                logging, nioCore,
                nioEmbedded, serviceLifecycle,
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SimulatorTests",
            dependencies: [
                "Companion", "SeedGraph", "Simulator", "SpeedFogProtocol", logging, nioCore, nioHTTP1, nioPosix,
                nioWebSocket,
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "SpeedFogServerTests",
            dependencies: [
                "Accounts", "Archives", "Database", "DatabaseTesting", "FileTesting", "Live", "RaceRules",
                "RoomTesting", "SeedGraph", "SpeedFogProtocol", "SpeedFogServer", "Vocabulary", "WebServer",
                coreMetrics, httpTypes, hummingbird,
                hummingbirdTesting, logging, nioCore, nioEmbedded,
            ],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ArchivesTests",
            dependencies: ["Archives", "FileTesting"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "TrainingMathsTests",
            dependencies: ["TrainingMaths"],
            swiftSettings: strict
        ),
        .target(
            name: "ActivityFilesTesting",
            dependencies: ["Archives"],
            path: "Tests/ActivityFilesTesting",
            swiftSettings: strict
        ),
        .testTarget(
            name: "ActivityFilesTests",
            dependencies: ["ActivityFiles", "Archives", "TrainingMaths"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "ActivityImportTests",
            dependencies: ["ActivityFiles", "ActivityFilesTesting", "Archives", "FileTesting", "TrainingMaths"],
            swiftSettings: strict
        ),
        .testTarget(
            name: "GoFastServerTests",
            dependencies: [
                "GoFastServer", "TrainingMaths", asyncHTTPClient, httpTypes, hummingbird, hummingbirdTesting, logging,
                nioCore,
            ],
            swiftSettings: strict
        ),
    ]
)

import Foundation
import Logging
import Testing

@testable import Accounts

@Suite struct SecretFileTests {
    private func withFolder(_ body: (String) async throws -> Void) async throws {
        let folder = FileManager.default.temporaryDirectory.appending(component: "secret-\(UUID().uuidString)").path
        try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(atPath: folder) }
        try await body(folder)
    }

    private static func load(_ path: String) throws -> [UInt8] {
        try SecretFile.load(path: path, logger: Logger(label: "test") { _ in SwiftLogNoOpLogHandler() })
    }

    @Test func `the first start makes a secret that only its owner can read, later ones find it`() async throws {
        try await self.withFolder { folder async throws in
            let path = folder + "/secret.key"
            let secret = try Self.load(path)
            #expect(secret.count == 32)
            #expect(Set(secret).count > 8)
            let mode = try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
            #expect(mode == 0o600)
            #expect(try Self.load(path) == secret)
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder) == ["secret.key"])
            #expect(try Self.load(folder + "/other.key") != secret)
        }
    }

    @Test func `of many that start at once all get the same secret`() async throws {
        try await self.withFolder { folder async throws in
            for round in 0..<50 {
                let path = folder + "/secret-\(round).key"
                let secrets = try await withThrowingTaskGroup(of: [UInt8].self) { group in
                    for _ in 0..<8 { group.addTask { @concurrent in try Self.load(path) } }
                    return try await group.reduce(into: Set<[UInt8]>()) { $0.insert($1) }
                }
                #expect(secrets.count == 1)
            }
            #expect(try FileManager.default.contentsOfDirectory(atPath: folder).count == 50)
        }
    }

    @Test(arguments: [0, 1, 15])
    func `a short secret is refused, and the words say what to do`(length: Int) async throws {
        try await self.withFolder { folder async throws in
            let path = folder + "/secret.key"
            try Data(repeating: 7, count: length).write(to: URL(filePath: path))
            let failure = #expect(throws: SecretFile.Failure.self) { try Self.load(path) }
            #expect(failure == .tooShort(path: path))
            #expect("\(try #require(failure))".contains("Remove it to get a new one"))
            #expect(try Data(contentsOf: URL(filePath: path)).count == length)
        }
    }

    @Test(arguments: [0o644, 0o660, 0o606])
    func `a secret that others could read is read and becomes its owner's alone`(mode: Int) async throws {
        try await self.withFolder { folder async throws in
            let path = folder + "/secret.key"
            try Data("sixteen bytes ok".utf8).write(to: URL(filePath: path))
            try FileManager.default.setAttributes([.posixPermissions: mode], ofItemAtPath: path)
            #expect(try Self.load(path) == Array("sixteen bytes ok".utf8))
            #expect(try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int == 0o600)
        }
    }

    @Test func `a secret of one's own is taken as it is`() async throws {
        try await self.withFolder { folder async throws in
            let path = folder + "/secret.key"
            try Data("sixteen bytes ok".utf8).write(to: URL(filePath: path))
            #expect(try Self.load(path) == Array("sixteen bytes ok".utf8))
        }
    }

    @Test func `what can't be read or made is an error in words`() async throws {
        try await self.withFolder { folder async throws in
            let dangling = folder + "/dangling"
            try FileManager.default.createSymbolicLink(atPath: dangling, withDestinationPath: folder + "/nowhere")
            for path in [folder, folder + "/missing/secret.key", dangling] {
                let failure = #expect(throws: SecretFile.Failure.self) { try Self.load(path) }
                #expect("\(try #require(failure))".hasPrefix("The secret in \(path) can't be read or made: "))
            }
        }
    }
}

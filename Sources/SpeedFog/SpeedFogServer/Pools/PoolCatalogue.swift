import Foundation

/// A folder of seeds with its settings.
package struct Pool: Sendable, Equatable {
    package let name: String
    package let type: PoolType
    /// Where its archives lie.
    package let directory: String
    package let config: PoolConfig
}

/// Something in the seeds folder that is not used, and why.
package struct PoolProblem: Sendable, Equatable, CustomStringConvertible {
    package let file: String
    package let reason: String

    package var description: String { "\(self.file): \(self.reason)" }
}

/// The pools under the seeds folder: `race/<pool>/` and `solo/<pool>/`.
///
/// Copies share what they have read, so one catalogue serves pages, API and scans.
package struct PoolCatalogue: Sendable {
    package let root: String
    private let configs = PoolConfigFiles()

    package init(root: String) {
        self.root = root
    }

    /// What is there now.
    package struct Contents: Sendable, Equatable {
        package var pools: [Pool] = []
        package var problems: [PoolProblem] = []
    }

    /// Where the seeds of a pool lie.
    package func directory(of pool: String, _ type: PoolType) -> String {
        "\(self.root)/\(type.rawValue)/\(pool)"
    }

    /// Reads the folders; blocks.
    package func contents() -> Contents {
        var contents = Contents()
        for name in Self.folders(in: self.root) where PoolType(rawValue: name) == nil {
            guard Self.looksLikePool("\(self.root)/\(name)") else { continue }
            contents.problems.append(
                PoolProblem(
                    file: "\(self.root)/\(name)",
                    reason: "pools lie in race/ and solo/ now; run deploy/migrate-pool-dirs.sh to move this one"
                )
            )
        }
        for type in PoolType.allCases {
            for name in Self.folders(in: "\(self.root)/\(type.rawValue)") {
                self.add(name, type, to: &contents)
            }
        }
        contents.pools.sort {
            ($0.type.rawValue, $0.config.sortOrder, $0.name) < ($1.type.rawValue, $1.config.sortOrder, $1.name)
        }
        return contents
    }

    /// One pool, if it is there and can be read; blocks.
    package func pool(_ name: String, _ type: PoolType) -> Pool? {
        var contents = Contents()
        self.add(name, type, to: &contents)
        return contents.pools.first
    }

    private func add(_ name: String, _ type: PoolType, to contents: inout Contents) {
        let directory = self.directory(of: name, type)
        let path = "\(directory)/config.toml"
        guard PoolFile.isName(name) else {
            if Self.looksLikePool(directory) {
                contents.problems.append(PoolProblem(file: directory, reason: "\(PoolFileError.badName(name))"))
            }
            return
        }
        do {
            guard let file = try self.configs.file(at: path, pool: name) else {
                if Self.looksLikePool(directory) {
                    contents.problems.append(PoolProblem(file: directory, reason: "it holds seeds, but no config.toml"))
                }
                return
            }
            let config = PoolConfig(file, type: type)
            contents.pools.append(Pool(name: name, type: type, directory: directory, config: config))
        } catch {
            contents.problems.append(PoolProblem(file: path, reason: "\(error)"))
        }
    }

    private static func looksLikePool(_ directory: String) -> Bool {
        FileManager.default.fileExists(atPath: "\(directory)/config.toml") || !self.seeds(in: directory).isEmpty
    }

    /// Archives that are named like seeds, in order.
    static func seeds(in directory: String) -> [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return files.filter { $0.hasPrefix("seed_") && $0.hasSuffix(".zip") }.sorted()
    }

    private static func folders(in directory: String) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return names.filter { name in
            var isFolder: ObjCBool = false
            let exists = FileManager.default.fileExists(atPath: "\(directory)/\(name)", isDirectory: &isFolder)
            return exists && isFolder.boolValue && !name.hasPrefix(".")
        }.sorted()
    }
}

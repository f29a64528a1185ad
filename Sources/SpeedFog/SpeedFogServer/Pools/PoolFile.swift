import Foundation

/// A pool file with everything it inherits.
package struct PoolFile: Sendable, Equatable {
    static let maximumChain = 4
    /// A pool file has 3 KB.
    static let maximumBytes = 256 * 1024

    package let name: String
    let members: [String: PoolValue]

    /// Reads `<directory>/<name>.toml` and the files it extends.
    package init(named name: String, in directory: String) throws(PoolFileError) {
        if name.hasPrefix("_") { throw .base(name) }
        self.name = name
        self.members = try Self.resolved(name, in: directory, chain: [])
    }

    /// Reads a resolved file, such as the `config.toml` beside seeds.
    package init(resolved text: String, name: String, file: String) throws(PoolFileError) {
        self.name = name
        self.members = try PoolValue.parse(text, file: file)
    }

    /// The file as it is shipped with seeds: flat, extending nothing.
    package var text: String {
        PoolValue.text(of: self.members)
    }

    /// Names of the pools a folder offers.
    package static func names(in directory: String) -> [String] {
        let files = (try? FileManager.default.contentsOfDirectory(atPath: directory)) ?? []
        return files.filter { $0.hasSuffix(".toml") && !$0.hasPrefix("_") && !$0.hasPrefix(".") }
            .map { String($0.dropLast(5)) }.sorted()
    }

    private static func resolved(
        _ name: String,
        in directory: String,
        chain: [String]
    ) throws(PoolFileError) -> [String: PoolValue] {
        // The name becomes part of a path, and `extends` comes from a file.
        guard self.isName(name) else { throw .badName(name) }
        if chain.contains(name) { throw .cycle(chain + [name]) }
        let chain = chain + [name]
        if chain.count > self.maximumChain { throw .tooDeep(chain) }
        var members = try self.read(name, in: directory)
        guard let parent = members.removeValue(forKey: "extends") else { return members }
        guard case .string(let parent) = parent else {
            throw .wrongType(file: "\(name).toml", key: "extends", expected: "the name of another pool file")
        }
        return PoolValue.merged(try self.resolved(parent, in: directory, chain: chain), with: members)
    }

    private static func read(_ name: String, in directory: String) throws(PoolFileError) -> [String: PoolValue] {
        let path = "\(directory)/\(name).toml"
        guard FileManager.default.fileExists(atPath: path) else {
            throw .missing(name, known: self.names(in: directory))
        }
        return try PoolValue.parse(try self.contents(of: path), file: "\(name).toml")
    }

    static func contents(of path: String) throws(PoolFileError) -> String {
        guard let handle = FileHandle(forReadingAtPath: path) else {
            throw .unreadable(file: path, reason: "it is missing or not allowed")
        }
        let bytes: Data?
        do {
            bytes = try handle.read(upToCount: self.maximumBytes + 1)
        } catch {
            throw .unreadable(file: path, reason: "\(error.localizedDescription)")
        }
        guard bytes?.count ?? 0 <= self.maximumBytes else {
            throw .unreadable(file: path, reason: "it has more than \(self.maximumBytes) bytes")
        }
        guard let text = String(validating: bytes ?? Data(), as: UTF8.self) else {
            throw .unreadable(file: path, reason: "it is no UTF-8 text")
        }
        return text
    }

    /// The name can be a folder and a key as it is.
    static func isName(_ name: String) -> Bool {
        !name.isEmpty && name.utf8.count <= 100 && name.utf8.allSatisfy(self.isNameByte)
    }

    static func isNameByte(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }
}

extension PoolFile {
    /// The value of `section.key`.
    func value(_ section: String, _ key: String) -> PoolValue? {
        guard case .table(let members) = self.members[section] else { return nil }
        return members[key]
    }

    func keys(of section: String) -> [String] {
        guard case .table(let members) = self.members[section] else { return [] }
        return members.keys.sorted()
    }
}

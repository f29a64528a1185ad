import Database
import Foundation
package import Logging

/// The installation's secret, kept in a file that only its owner can read.
package enum SecretFile {
    /// Why there is no secret.
    package enum Failure: Error, Equatable, CustomStringConvertible {
        case unreadable(path: String, reason: String)
        case tooShort(path: String)

        package var description: String {
            switch self {
            case .unreadable(let path, let reason): "The secret in \(path) can't be read or made: \(reason)"
            case .tooShort(let path):
                "\(path) holds fewer than 16 bytes. Remove it to get a new one; packs made before stop working."
            }
        }
    }

    private static let fewestBytes = 16
    private static let mostBytes = 4_096

    /// Reads the secret, or makes one of 32 random bytes if the file is not there. A file that others could read is
    /// narrowed, and the log says so.
    package static func load(path: String, logger: Logger) throws -> [UInt8] {
        PrivateFile.narrow(path, logger: logger)
        if let secret = try Self.read(path) { return secret }
        try Self.create(path)
        guard let secret = try Self.read(path) else {
            throw Failure.unreadable(path: path, reason: "it was removed again")
        }
        return secret
    }

    /// Nil if there is no such file.
    private static func read(_ path: String) throws -> [UInt8]? {
        let descriptor = open(path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else {
            if errno == ENOENT { return nil }
            throw Failure.unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        let data: Data
        do {
            data = try file.read(upToCount: Self.mostBytes) ?? Data()
        } catch {
            throw Failure.unreadable(path: path, reason: error.localizedDescription)
        }
        guard data.count >= Self.fewestBytes else { throw Failure.tooShort(path: path) }
        return Array(data)
    }

    /// Writes the secret beside its place and links it there: whoever looks sees all of it or nothing, and of two
    /// that make one at once the first wins for both.
    private static func create(_ path: String) throws {
        let draft = "\(path).\(UUID().uuidString)"
        let descriptor = open(draft, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else {
            throw Failure.unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        defer { unlink(draft) }
        var generator = SystemRandomNumberGenerator()
        let secret = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        do {
            let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            try file.write(contentsOf: Data(secret))
            try file.synchronize()
        } catch {
            throw Failure.unreadable(path: path, reason: error.localizedDescription)
        }
        guard link(draft, path) == 0 || errno == EEXIST else {
            throw Failure.unreadable(path: path, reason: String(cString: strerror(errno)))
        }
    }
}

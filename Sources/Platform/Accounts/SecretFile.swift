import Foundation

/// The installation's secret, kept in a file that only its owner can read.
package enum SecretFile {
    /// Why there is no secret.
    package enum Failure: Error, CustomStringConvertible {
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

    /// Reads the secret, or makes one of 32 random bytes if the file is not there.
    package static func load(path: String) throws -> [UInt8] {
        if let data = FileManager.default.contents(atPath: path) {
            guard data.count >= 16 else { throw Failure.tooShort(path: path) }
            return Array(data)
        }
        var generator = SystemRandomNumberGenerator()
        let secret = (0..<32).map { _ in UInt8.random(in: .min ... .max, using: &generator) }
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600)
        guard descriptor >= 0 else {
            if errno == EEXIST { return try Self.load(path: path) }
            throw Failure.unreadable(path: path, reason: String(cString: strerror(errno)))
        }
        do {
            let file = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
            try file.write(contentsOf: Data(secret))
            try file.synchronize()
        } catch {
            throw Failure.unreadable(path: path, reason: error.localizedDescription)
        }
        return secret
    }
}

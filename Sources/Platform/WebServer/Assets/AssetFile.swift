import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// Why the static files can't be served. Stops the start of the server.
package enum AssetError: Error, Equatable, CustomStringConvertible {
    case noDirectory(String)
    case unreadable(String)

    package var description: String {
        switch self {
        case .noDirectory(let path): "There is no folder of static files at \(path)"
        case .unreadable(let path): "The static file \(path) can't be read"
        }
    }
}

/// One static file with all that is needed to answer for it.
struct AssetFile: Sendable {
    let body: ByteBuffer
    let mediaType: String
    let digest: String

    private var etag: String { "\"\(self.digest.prefix(32))\"" }

    init(path: String, data: Data) {
        self.body = ByteBuffer(bytes: data)
        self.mediaType = Self.mediaType(of: path)
        self.digest = Hex.encode(SHA256.hash(data: data))
    }

    func response(to request: Request, isImmutable: Bool) -> Response {
        let headers: HTTPFields = [
            .eTag: self.etag,
            .cacheControl: isImmutable ? "public, max-age=31536000, immutable" : "no-cache",
        ]
        guard !self.isKnown(to: request) else { return Response(status: .notModified, headers: headers) }
        var full = headers
        full[.contentType] = self.mediaType
        return Response(status: .ok, headers: full, body: .init(byteBuffer: self.body))
    }

    private func isKnown(to request: Request) -> Bool {
        request.headers[values: .ifNoneMatch].flatMap { $0.split(separator: ",") }.contains { entry in
            let tag = entry.drop { $0 == " " }
            return tag == "*" || tag.hasPrefix(self.etag) || tag.hasPrefix("W/" + self.etag)
        }
    }

    /// All regular, visible files under `directory`, by their path.
    static func load(_ directory: String) throws -> [String: AssetFile] {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: directory, isDirectory: &isDirectory), isDirectory.boolValue,
            let entries = FileManager.default.enumerator(atPath: directory)
        else { throw AssetError.noDirectory(directory) }

        var files: [String: AssetFile] = [:]
        for case let path as String in entries {
            let isHidden = path.split(separator: "/").contains { $0.hasPrefix(".") }
            let kind = try FileManager.default.attributesOfItem(atPath: "\(directory)/\(path)")[.type]
            guard !isHidden, kind as? FileAttributeType == .typeRegular else { continue }
            guard let data = FileManager.default.contents(atPath: "\(directory)/\(path)") else {
                throw AssetError.unreadable(path)
            }
            files[path] = AssetFile(path: path, data: data)
        }
        return files
    }

    static func mediaType(of path: String) -> String {
        let dot = path.lastIndex(of: ".") ?? path.startIndex
        return switch path[dot...].lowercased() {
        case ".css": "text/css; charset=utf-8"
        case ".js", ".mjs": "text/javascript; charset=utf-8"
        case ".json", ".map": "application/json"
        case ".webmanifest": "application/manifest+json"
        case ".html": "text/html; charset=utf-8"
        case ".txt": "text/plain; charset=utf-8"
        case ".svg": "image/svg+xml"
        case ".png": "image/png"
        case ".jpg", ".jpeg": "image/jpeg"
        case ".webp": "image/webp"
        case ".avif": "image/avif"
        case ".gif": "image/gif"
        case ".ico": "image/x-icon"
        case ".woff2": "font/woff2"
        case ".woff": "font/woff"
        case ".mp3": "audio/mpeg"
        case ".wasm": "application/wasm"
        default: "application/octet-stream"
        }
    }
}

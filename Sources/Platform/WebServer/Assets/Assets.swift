import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import NIOCore

/// The files of `Web/static`, held in memory and served at `/static/<hash>/…`.
///
/// The hash is of all files together, because modules and style sheets name each other relatively: one changed
/// file gives all of them new addresses, so a browser never mixes two versions.
package struct Assets: Sendable {
    static let prefix = "/static/"
    private static let hashLength = 16

    private let directory: String?
    private let files: [String: AssetFile]
    private let hash: String

    /// Reads all files under `directory`. With `reloads` they are read again for each request, for development.
    package init(directory: String, reloads: Bool = false) throws {
        self.directory = reloads ? directory : nil
        self.files = try AssetFile.load(directory)
        self.hash = Self.hash(of: self.files)
    }

    /// No files at all, for tests of other things.
    package init() {
        self.directory = nil
        self.files = [:]
        self.hash = Self.hash(of: [:])
    }

    /// Where the files are: `/static/<hash>`.
    package var root: String { Self.prefix + self.hash }

    /// The address of one file: `url("races/live.js")`.
    package func url(_ path: String) -> String { "\(self.root)/\(path)" }

    /// Whether there is such a file.
    package func has(_ path: String) -> Bool { self.current()[path] != nil }

    /// Answers a request below `/static/`.
    func response(to request: Request) throws -> Response {
        var path = request.uri.path.dropFirst(Self.prefix.count)
        let isCurrent = path.hasPrefix(self.hash + "/")
        // A page from before an update still gets its files, but may not keep them.
        if let slash = path.firstIndex(of: "/"), Self.isHash(path[..<slash]) { path = path[slash...].dropFirst() }
        guard let file = self.current()[String(path)] else { throw Problem(.notFound, "There is no such file") }
        let isImmutable = isCurrent && self.directory == nil
        return file.response(to: request, isImmutable: isImmutable)
    }

    private func current() -> [String: AssetFile] {
        guard let directory = self.directory else { return self.files }
        return (try? AssetFile.load(directory)) ?? self.files
    }

    private static func isHash(_ text: Substring) -> Bool {
        text.utf8.count == Self.hashLength && text.allSatisfy(\.isHexDigit)
    }

    private static func hash(of files: [String: AssetFile]) -> String {
        var sha = SHA256()
        for (path, file) in files.sorted(by: { $0.key < $1.key }) {
            sha.update(data: Data("\(path)\u{0}\(file.digest)\u{0}".utf8))
        }
        return String(Hex.encode(sha.finalize()).prefix(Self.hashLength))
    }
}

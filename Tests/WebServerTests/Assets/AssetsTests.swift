import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import WebServer

@Suite struct AssetsTests {
    /// The address of the style sheet as a page of the running server would name it.
    private static func root(of files: WebFiles = .plain) async throws -> String {
        try await files.written { try Assets(directory: "\($0)/static").root }
    }

    @Test func `a file is served to be kept forever`() async throws {
        let root = try await Self.root()
        try await WebFixture().test { client in
            try await client.execute(uri: "\(root)/race/live.js", method: .get) { response in
                #expect(response.status == .ok)
                #expect(response.headers[.contentType] == "text/javascript; charset=utf-8")
                #expect(response.headers[.cacheControl] == "public, max-age=31536000, immutable")
                #expect(response.body.text == "export const live = true")
            }
            try await client.execute(uri: "\(root)/race/live.js", method: .head) { response in
                #expect(response.headers[.contentLength] == "24")
                #expect(response.body.readableBytes == 0)
            }
        }
    }

    @Test func `a browser that has it is told so`() async throws {
        let root = try await Self.root()
        try await WebFixture().test { client in
            let tag = try await client.execute(uri: "\(root)/site.css", method: .get) { $0.headers[.eTag] }
            for known in [try #require(tag), "W/\(tag ?? "")", "\"other\", \(tag ?? "")", "*"] {
                try await client.execute(uri: "\(root)/site.css", method: .get, headers: [.ifNoneMatch: known]) {
                    #expect($0.status == .notModified)
                    #expect($0.body.readableBytes == 0)
                }
            }
        }
    }

    @Test func `any change gives all files new addresses`() async throws {
        let before = try await Self.root()
        let after = try await Self.root(of: WebFiles.plain.with("static/site.css", "body { margin: 1px }"))

        #expect(before != after)
    }

    @Test func `pages from before an update still get files, but not to keep`() async throws {
        try await WebFixture().test { client in
            for uri in ["/static/0123456789abcdef/site.css", "/static/site.css"] {
                try await client.execute(uri: uri, method: .get) { response in
                    #expect(response.status == .ok)
                    #expect(response.headers[.cacheControl] == "no-cache")
                }
            }
        }
    }

    @Test(arguments: [
        "../templates/layouts/page.mustache", "..%2ftemplates/layouts/page.mustache", "//etc/passwd", ".secret",
        "race/../site.css", "%2e%2e/templates/errors/problem.mustache", "race", "",
    ])
    func `nothing outside can be reached`(path: String) async throws {
        var fixture = try WebFixture()
        fixture.files = WebFiles.plain.with("static/.secret", "hidden")
        let root = try await Self.root()
        try await fixture.test { client in
            try await client.execute(uri: "\(root)/\(path)", method: .get) { #expect($0.status == .notFound) }
        }
    }

    @Test func `no folder is an error`() {
        #expect(throws: AssetError.noDirectory("/nowhere/at/all")) { try Assets(directory: "/nowhere/at/all") }
    }
}

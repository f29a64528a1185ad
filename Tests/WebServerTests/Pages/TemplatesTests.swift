import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdTesting
import NIOCore
import Testing

@testable import WebServer

@Suite struct TemplatesTests {
    private struct ShowPage: Page {
        static let template = "race/show"
        struct Model: Sendable {
            var name = "<b>Dawn</b>"
            var players = ["Ada", "Bob"]
            var note: String?
        }
        var model = Model()
    }

    private struct LostPage: Page {
        static let template = "race/lost"
        let model = 0
    }

    private static let files = WebFiles.plain.with(
        "templates/race/show.mustache",
        "{{name}}:{{#players}}{{.}} at {{staticRoot}},{{/players}}{{#note}}noted{{/note}}{{^note}}plain{{/note}}"
    )

    private func templates(_ files: WebFiles, _ body: (Templates) throws -> Void) async throws {
        try await files.written { directory in
            let assets = try Assets(directory: "\(directory)/static")
            try body(Templates(directory: "\(directory)/templates", assets: assets))
        }
    }

    @Test func `a page shows its model, escaped, inside the layout`() async throws {
        var fixture = try WebFixture()
        fixture.files = Self.files
        try await fixture.files.written { directory in
            let assets = try Assets(directory: "\(directory)/static")
            let templates = try Templates(directory: "\(directory)/templates", assets: assets)
            try await fixture.test(routes: { router in
                router.get("race") { _, context in
                    let layout = PageLayout(title: "A & B", context: context, scripts: ["race/live.js"])
                    return try templates.page(ShowPage(), layout: layout)
                }
            }) { client in
                let headers: HTTPFields = [.cookie: "session=ada-session"]
                try await client.execute(uri: "/race", method: .get, headers: headers) { response in
                    let html = response.body.text
                    let root = assets.root
                    #expect(html.contains("<title>A &amp; B</title>"))
                    #expect(html.contains("<u>Ada &lt;3</u>"))
                    #expect(html.contains("&lt;b&gt;Dawn&lt;/b&gt;:Ada at \(root),Bob at \(root),plain</main>"))
                    #expect(html.contains("src=\"\(assets.url("race/live.js"))\""))
                }
            }
        }
    }

    @Test func `a fragment stands alone`() async throws {
        try await self.templates(Self.files) { templates in
            let text = try templates.fragment("race/show", ShowPage.Model(name: "x", players: [], note: "n"))
            #expect(text == "x:noted")
        }
    }

    @Test(arguments: ["layouts/page", "errors/problem"])
    func `a missing template stops the start`(name: String) async throws {
        await #expect(throws: TemplateError.self) {
            try await self.templates(WebFiles.plain.with("templates/\(name).mustache", nil)) { _ in }
        }
    }

    @Test func `a missing partial stops the start and says who needs it`() async throws {
        let files = WebFiles.plain.with("templates/a.mustache", "{{#x}}{{> parts/row }}{{/x}}")

        await #expect(throws: TemplateError.missing(template: "parts/row", neededBy: "a.mustache")) {
            try await self.templates(files) { _ in }
        }
    }

    @Test func `a broken template stops the start with its place`() async throws {
        do {
            try await self.templates(WebFiles.plain.with("templates/a.mustache", "one\n{{#x}}")) { _ in }
            Issue.record("the template was accepted")
        } catch let error as TemplateError {
            #expect(error.description.hasPrefix("The template a.mustache can't be read: line 2"))
        }
    }

    @Test func `a page without a template is found at the start`() async throws {
        try await self.templates(Self.files) { templates in
            try templates.check([ShowPage.self])
            #expect(throws: TemplateError.missing(template: "race/lost", neededBy: "LostPage")) {
                try templates.check([LostPage.self])
            }
        }
    }

    @Test func `no folder is an error, not an empty site`() throws {
        #expect(throws: TemplateError.noDirectory("/nowhere/at/all")) {
            try Templates(directory: "/nowhere/at/all", assets: Assets())
        }
    }

    @Test func `development shows changed templates at once`() async throws {
        try await WebFiles.plain.written { directory in
            let site = Site(isDevelopment: true)
            let templates = try Templates(directory: "\(directory)/templates", assets: Assets(), site: site)
            try Data("new".utf8).write(to: URL(fileURLWithPath: "\(directory)/templates/a.mustache"))

            #expect(try templates.fragment("a", 0) == "new")
        }
    }
}

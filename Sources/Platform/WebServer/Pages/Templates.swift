import HTTPTypes
package import Hummingbird
import Mustache
import NIOCore
import Vocabulary

/// Renders pages and fragments from the folder `Web/templates`.
package struct Templates: Sendable {
    package let assets: Assets
    package let site: Site
    private let directory: String
    private let library: MustacheLibrary

    static let layout = "layouts/page"

    /// Reads and checks all templates. With `site.isDevelopment` they are read again for each page.
    package init(directory: String, assets: Assets, site: Site = Site()) throws {
        self.directory = directory
        self.assets = assets
        self.site = site
        self.library = try TemplateFolder.load(directory)
        try self.check([Self.layout], neededBy: "each page")
        try self.check([ProblemPage.template], neededBy: "the error page")
    }

    /// Stops the start if a page has no template.
    package func check(_ pages: [any Page.Type]) throws {
        for page in pages {
            try self.check([page.template], neededBy: "\(page)")
        }
    }

    /// A whole page as a response.
    package func page(
        _ page: some Page,
        layout: PageLayout,
        status: HTTPResponse.Status = .ok
    ) throws -> Response {
        try self.page(type(of: page).template, page.model, layout: layout, status: status)
    }

    /// A whole page that may be answered more than once, to those for whom `layout` is the same.
    package func rendered(_ page: some Page, layout: PageLayout) throws -> RenderedPage {
        try RenderedPage(self.html(type(of: page).template, page.model, layout: layout), at: layout.now)
    }

    /// A whole page as a response, from a template's name and what it shows.
    package func page(
        _ name: String,
        _ model: some Sendable,
        layout: PageLayout,
        status: HTTPResponse.Status = .ok
    ) throws -> Response {
        .page(ByteBuffer(string: try self.html(name, model, layout: layout)), status: status)
    }

    private func html(_ name: String, _ model: some Sendable, layout: PageLayout) throws -> String {
        let library = try self.currentLibrary()
        let common = self.common(layout)
        let body = try Self.render(PageScope(model: model, common: common), name, in: library)
        var frame = common
        frame["body"] = body
        frame["title"] = layout.title
        frame["description"] = layout.description
        frame["scripts"] = try layout.scripts.map { script in
            guard self.assets.has(script) else { throw TemplateError.missingAsset(script, template: name) }
            return self.assets.url(script)
        }
        frame["now"] = layout.now.iso8601
        frame["nav"] = self.site.navigation.map { item in
            ["title": item.title, "href": item.href, "isCurrent": item.section == layout.section]
                as [String: any Sendable]
        }
        return try Self.render(frame, Self.layout, in: library)
    }

    /// A piece of a page, without the layout.
    package func fragment(_ name: String, _ model: some Sendable) throws -> String {
        let common: [String: any Sendable] = ["staticRoot": self.assets.root]
        return try Self.render(PageScope(model: model, common: common), name, in: self.currentLibrary())
    }

    /// What both the layout and the page's own template can show.
    private func common(_ layout: PageLayout) -> [String: any Sendable] {
        var common: [String: any Sendable] = [
            "staticRoot": self.assets.root,
            "siteName": self.site.name,
            "isDevelopment": self.site.isDevelopment,
        ]
        common["csrf"] = layout.csrf?.value
        if let user = layout.user {
            var shown: [String: any Sendable] = [
                "name": user.shownName, "username": user.username, "isAdmin": user.isAdmin,
                "mayOrganize": user.mayOrganize, "initial": String(user.shownName.prefix(1)).uppercased(),
            ]
            shown["avatarURL"] = user.avatarURL
            common["user"] = shown
        }
        return common
    }

    private func check(_ names: [String], neededBy user: String) throws {
        for name in names where self.library.getTemplate(named: name) == nil {
            throw TemplateError.missing(template: name, neededBy: user)
        }
    }

    private func currentLibrary() throws -> MustacheLibrary {
        self.site.isDevelopment ? try TemplateFolder.load(self.directory) : self.library
    }

    private static func render(_ scope: some Sendable, _ name: String, in library: MustacheLibrary) throws -> String {
        guard let text = library.render(scope, withTemplate: name) else {
            throw TemplateError.missing(template: name, neededBy: "a page")
        }
        return text
    }
}

/// A page's own model, with what all pages share behind it.
private struct PageScope<Model: Sendable>: MustacheParent, Sendable {
    let model: Model
    let common: [String: any Sendable]

    func child(named name: String) -> Any? {
        if let parent = self.model as? any MustacheParent {
            return parent.child(named: name) ?? self.common[name]
        }
        guard let own = Mirror(reflecting: self.model).children.first(where: { $0.label == name }) else {
            return self.common[name]
        }
        // An Optional inside an Any would count as true in a section, even when it is nil.
        let mirror = Mirror(reflecting: own.value)
        return mirror.displayStyle == .optional ? mirror.children.first?.value : own.value
    }
}

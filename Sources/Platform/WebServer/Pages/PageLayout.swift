import Vocabulary

/// What the frame around a page shows: the head of the document, the header with navigation, the scripts.
package struct PageLayout: Sendable {
    package var title: String
    package var description: String?
    /// The `NavItem.section` that this page belongs to.
    package var section: String?
    /// ES modules under `Web/static` that bring the page to life: `races/live.js`.
    package var scripts: [String]
    package var user: SignedInUser?
    package var csrf: CSRFToken?
    /// The server's time, by which the page corrects the viewer's clock.
    let now: Moment

    /// The frame for a page answered to `context`.
    package init(
        title: String,
        context: AppContext,
        description: String? = nil,
        section: String? = nil,
        scripts: [String] = []
    ) {
        self.title = title
        self.description = description
        self.section = section
        self.scripts = scripts
        self.user = context.user
        self.csrf = context.csrf
        self.now = Moment.now()
    }
}

/// One entry of the site's navigation.
package struct NavItem: Sendable {
    package let section: String
    package let title: String
    package let href: String

    /// `section` is what `PageLayout.section` names.
    package init(section: String, title: String, href: String) {
        self.section = section
        self.title = title
        self.href = href
    }
}

/// What all pages have in common.
package struct Site: Sendable {
    package var name: String
    package var navigation: [NavItem]
    package var isDevelopment: Bool

    /// The product's name stands in titles and in the header.
    package init(name: String = "Startline", navigation: [NavItem] = [], isDevelopment: Bool = false) {
        self.name = name
        self.navigation = navigation
        self.isDevelopment = isDevelopment
    }
}

/// A value that one template shows inside the layout of the site.
///
/// The model carries strings, numbers and booleans ready to show: templates decide nothing.
package protocol Page: Sendable {
    associatedtype Model: Sendable
    /// The template's path under `Web/templates`, without its extension: `races/show`.
    static var template: String { get }
    var model: Model { get }
}

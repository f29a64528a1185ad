import Foundation
import Mustache

/// Why the templates can't be used. Stops the start of the server.
package enum TemplateError: Error, Equatable, CustomStringConvertible {
    case noDirectory(String)
    case unreadable(file: String, why: String)
    case missing(template: String, neededBy: String)
    case missingAsset(String, template: String)

    package var description: String {
        switch self {
        case .noDirectory(let path): "There is no template folder at \(path)"
        case .unreadable(let file, let why): "The template \(file) can't be read: \(why)"
        case .missing(let template, let user): "The template \(template).mustache does not exist, but \(user) needs it"
        case .missingAsset(let asset, let template): "The file static/\(asset) does not exist, but \(template) needs it"
        }
    }
}

/// Reads and checks a folder of templates.
enum TemplateFolder {
    static let suffix = ".mustache"

    /// All templates under `directory`, named by their path. A partial that does not exist is an error here,
    /// because rendering would silently leave it out.
    static func load(_ directory: String) throws -> MustacheLibrary {
        var isDirectory: ObjCBool = false
        guard FileManager.default.fileExists(atPath: directory, isDirectory: &isDirectory), isDirectory.boolValue,
            let files = FileManager.default.enumerator(atPath: directory)
        else { throw TemplateError.noDirectory(directory) }

        var texts: [String: String] = [:]
        for case let file as String in files where file.hasSuffix(Self.suffix) {
            guard let data = FileManager.default.contents(atPath: "\(directory)/\(file)"),
                let text = String(validating: data, as: UTF8.self)
            else { throw TemplateError.unreadable(file: file, why: "it is not UTF-8 text") }
            texts[String(file.dropLast(Self.suffix.count))] = text
        }
        return try Self.library(of: texts)
    }

    private static func library(of texts: [String: String]) throws -> MustacheLibrary {
        var templates: [String: MustacheTemplate] = [:]
        for (name, text) in texts {
            for partial in Self.partials(in: text) where texts[partial] == nil {
                throw TemplateError.missing(template: partial, neededBy: name + Self.suffix)
            }
            do {
                templates[name] = try MustacheTemplate(string: text)
            } catch let error as MustacheTemplate.ParserError {
                let place = "line \(error.context.lineNumber), column \(error.context.columnNumber)"
                throw TemplateError.unreadable(file: name + Self.suffix, why: "\(place): \(error.error)")
            }
        }
        return MustacheLibrary(templates: templates)
    }

    /// The names in `{{> name}}` and `{{< name}}`.
    static func partials(in text: String) -> [String] {
        text.components(separatedBy: "{{").dropFirst().compactMap { piece in
            guard let mark = piece.first, mark == ">" || mark == "<", let end = piece.range(of: "}}") else {
                return nil
            }
            let name = piece[piece.index(after: piece.startIndex)..<end.lowerBound].trimmingCharacters(in: .whitespaces)
            return name.hasPrefix("*") ? nil : name
        }
    }
}

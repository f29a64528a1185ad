/// Why a pool file can't be used, in words that name the file and the key.
package enum PoolFileError: Error, Equatable, CustomStringConvertible {
    case badName(String)
    case missing(String, known: [String])
    case base(String)
    case unreadable(file: String, reason: String)
    case syntax(file: String, reason: String)
    case cycle([String])
    case tooDeep([String])
    case wrongType(file: String, key: String, expected: String)

    package var description: String {
        switch self {
        case .badName(let name): "\(name) is no pool name: letters, digits, _ and - are allowed"
        case .missing(let name, let known):
            "there is no pool called \(name)" + (known.isEmpty ? "" : "; there are \(known.joined(separator: ", "))")
        case .base(let name): "\(name) is only a base for other pools"
        case .unreadable(let file, let reason): "\(file) can't be read: \(reason)"
        case .syntax(let file, let reason): "\(file) is not valid TOML: \(reason)"
        case .cycle(let chain): "pool files extend each other in a circle: \(chain.joined(separator: " -> "))"
        case .tooDeep(let chain):
            "more than \(PoolFile.maximumChain) pool files extend each other: \(chain.joined(separator: " -> "))"
        case .wrongType(let file, let key, let expected): "\(file): \(key) must be \(expected)"
        }
    }
}

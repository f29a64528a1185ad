import ArgumentParser

/// `startline gofast`: the training engine on files and numbers, without a server.
struct GoFastCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "gofast",
        abstract: "Training plans, predictions and activity files.",
        subcommands: [
            GoFastPlanCommand.self, GoFastPredictCommand.self, GoFastAnalyseCommand.self, GoFastConvertCommand.self,
            GoFastImportCommand.self, GoFastReplanCommand.self,
        ]
    )
}

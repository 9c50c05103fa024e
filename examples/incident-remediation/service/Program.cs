using IncidentService;

// One executable, four verbs: the failing service itself, its seed, an administrative command that takes a while
// (what a procedure calls as a shell step), and a count of what was really done.
var arguments = CommandArguments.Parse(args);
if (arguments is null)
{
    await Console.Error.WriteLineAsync(CommandArguments.Usage);
    return ExitCodes.Usage;
}

return arguments.Verb switch
{
    "seed" => SeedCommand.Run(arguments, Console.Out),
    "serve" => await ServeCommand.RunAsync(arguments),
    "reindex" => await ReindexCommand.RunAsync(arguments, Console.Out),
    _ => EffectsCommand.Run(arguments, Console.Out),
};

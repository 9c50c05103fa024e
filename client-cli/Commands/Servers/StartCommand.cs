using DirectedExecution.Cli.Rendering;
using DirectedExecution.DevServer.Hosting;

namespace DirectedExecution.Cli.Commands.Servers;

/// <summary><c>server start</c>: the embedded Temporal-compatible server, until it is told to stop.</summary>
internal sealed class StartCommand : Verb
{
    private readonly ServerOptions options = new();

    public StartCommand(CliHost host, GlobalOptions global)
        : base(
            host,
            global,
            "start",
            "Run the embedded Temporal-compatible server (flags as in the official server start-dev).")
    {
        Aliases.Add("start-dev");
        options.AddTo(this);
    }

    protected override async Task<ExitCode> RunAsync(CommandContext context)
    {
        using var loggers = ServerLogging.Create(options.LogLevelOf(context));
        await using var server = await EmbeddedServer.StartAsync(
            options.Read(context), loggers, context.CancellationToken);
        var view = new ServerView(server.Address, options.FileOf(context), server.HttpAddress);
        context.Output.Data("serverStarted", view, view.Write);
        await Lifetime.UntilStoppedAsync(context, options.StopsWithInputOf(context), server.Completion);
        return ExitCode.Ok;
    }
}

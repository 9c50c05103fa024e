using DirectedExecution.Cli.Commands.Servers;
using DirectedExecution.Cli.Commands.Workers;
using DirectedExecution.Cli.Rendering;

namespace DirectedExecution.Cli.Commands;

/// <summary><c>dev</c>: embedded server and worker in this one process.</summary>
internal sealed class DevCommand : Verb
{
    private readonly ServerOptions options = new();

    public DevCommand(CliHost host, GlobalOptions global)
        : base(host, global, "dev", "Run embedded server and worker in one process.") => options.AddTo(this);

    protected override async Task<ExitCode> RunAsync(CommandContext context)
    {
        using var loggers = ServerLogging.Create(options.LogLevelOf(context));
        await using var server = await EmbeddedServer.StartAsync(
            options.Read(context), loggers, context.CancellationToken);
        var settings = context.Settings.Shared with { Address = server.Address };
        using var worker = await EmbeddedWorker.StartAsync(settings, context.CancellationToken);
        var serverView = new ServerView(server.Address, options.FileOf(context), server.HttpAddress);
        var workerView = new WorkerView(settings.Address, settings.Namespace, settings.TaskQueue);
        context.Output.Data("devStarted", new DevView(serverView, workerView), console =>
        {
            serverView.Write(console);
            workerView.Write(console);
        });
        await Lifetime.UntilStoppedAsync(
            context, options.StopsWithInputOf(context),
            Task.WhenAny(server.Completion, EmbeddedWorker.EndOf(worker)).Unwrap());
        await EmbeddedWorker.StopAsync(worker);
        return ExitCode.Ok;
    }
}

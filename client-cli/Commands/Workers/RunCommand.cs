using System.CommandLine;
using DirectedExecution.Cli.Commands.Servers;
using DirectedExecution.Cli.Rendering;

namespace DirectedExecution.Cli.Commands.Workers;

/// <summary><c>worker run</c>: carries out what the runs of one task queue ask for, until it is told to stop.</summary>
internal sealed class RunCommand : Verb
{
    private readonly Option<bool> stopsWithInput = StopOption.Create();

    public RunCommand(CliHost host, GlobalOptions global)
        : base(host, global, "run", "Run a worker: workflows and tools.") => Add(stopsWithInput);

    protected override async Task<ExitCode> RunAsync(CommandContext context)
    {
        var settings = context.Settings.Shared;
        using var host = await EmbeddedWorker.StartAsync(settings, context.CancellationToken);
        var view = new WorkerView(settings.Address, settings.Namespace, settings.TaskQueue);
        context.Output.Data("workerStarted", view, view.Write);
        await Lifetime.UntilStoppedAsync(context, context.Get(stopsWithInput), EmbeddedWorker.EndOf(host));
        await EmbeddedWorker.StopAsync(host);
        return ExitCode.Ok;
    }
}

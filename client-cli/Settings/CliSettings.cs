using DirectedExecution.Worker.Configuration;

namespace DirectedExecution.Cli.Settings;

/// <summary>
/// The settings in force, after flag, environment, settings file and default, in this order; and who speaks.
/// </summary>
internal sealed record CliSettings(WorkerSettings Shared, string Person)
{
    public string Address => Shared.Address;

    public string Namespace => Shared.Namespace;

    public string TaskQueue => Shared.TaskQueue;
}

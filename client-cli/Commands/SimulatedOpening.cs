using System.CommandLine;
using DirectedExecution.Cli.Documents;
using DirectedExecution.Domain.Documents;
using DirectedExecution.Domain.Risk;

namespace DirectedExecution.Cli.Commands;

/// <summary>
/// What a simulation goes by, beside the procedure. Who signs and what was approved is no part of it: nothing starts.
/// </summary>
internal sealed class SimulatedOpening
{
    private readonly Option<string> charter = new("--charter")
    {
        Description = "charter, YAML or JSON",
        HelpName = "FILE",
        Required = true,
    };

    private readonly Option<string?> policy = new("--policy")
    {
        Description = "risk policy, YAML or JSON",
        HelpName = "FILE",
    };

    private readonly Option<DateTimeOffset?> at = TimeOptions.Until("when the gates open [default: now]", "--at");

    public void AddTo(Command command)
    {
        command.Add(charter);
        command.Add(policy);
        command.Add(at);
    }

    public (RunDocuments Documents, RiskPolicy? Policy, DateTimeOffset At) Read(
        CommandContext context, string procedure)
    {
        var documents = OpeningFiles.ReadDocuments(context.Host, context.Get(charter)!, procedure);
        return (
            documents,
            context.Get(policy) is { } name ? PolicyFile.Read(context.Host, name, documents) : null,
            context.Get(at) ?? context.Host.Clock.GetUtcNow());
    }
}

using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Runs;

namespace DirectedExecution.Cli.Directing;

/// <summary>One run, asked as often as needed and no more.</summary>
internal sealed class RunView(IRunGateway gateway, RunId run, CancellationToken cancellationToken)
{
    private RunState? state;

    public RunId Run { get; } = run;

    public IRunGateway Gateway { get; } = gateway;

    /// <summary>The state as the run told it last.</summary>
    public async Task<RunState> StateAsync() => state ??= await RenewAsync();

    /// <summary>The state as of now.</summary>
    public async Task<RunState> RenewAsync()
    {
        state = (await Gateway.PacketAsync(Run, cancellationToken)).Snapshot.Restore();
        return state;
    }
}

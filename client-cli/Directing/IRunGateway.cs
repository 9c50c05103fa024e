using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Takeover;
using DirectedExecution.Domain.Views;
using DirectedExecution.Workflows.Contracts;

namespace DirectedExecution.Cli.Directing;

/// <summary>
/// Directed runs on a server, as the command line sees them. Each call may fail as a call to a server can.
/// </summary>
internal interface IRunGateway
{
    Task StartAsync(RunId run, RunOpening opening, CancellationToken cancellationToken);

    IAsyncEnumerable<RunListItem> ListAsync(string? query, int limit, CancellationToken cancellationToken);

    Task<RunStatusView> StatusAsync(RunId run, CancellationToken cancellationToken);

    Task<LedgerPage> LedgerAsync(RunId run, LedgerPageRequest request, CancellationToken cancellationToken);

    Task<IReadOnlyList<Gate>> GatesAsync(RunId run, CancellationToken cancellationToken);

    Task<TakeoverPacket> PacketAsync(RunId run, CancellationToken cancellationToken);

    Task<string> PacketTextAsync(RunId run, CancellationToken cancellationToken);

    Task<DirectiveOutcome> OutcomeAsync(RunId run, DirectiveId directive, CancellationToken cancellationToken);

    /// <summary>Returns when the server has the directive; what the run makes of it comes later.</summary>
    Task SendAsync(RunId run, Directive directive, CancellationToken cancellationToken);
}

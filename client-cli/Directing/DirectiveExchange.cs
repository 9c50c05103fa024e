using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Workflows.Contracts;

namespace DirectedExecution.Cli.Directing;

/// <summary>Sends a directive and waits, not for ever, until the run has judged it.</summary>
internal sealed class DirectiveExchange(IRunGateway gateway, TimeProvider clock)
{
    private static readonly TimeSpan FirstPause = TimeSpan.FromMilliseconds(10);
    private static readonly TimeSpan LongestPause = TimeSpan.FromMilliseconds(500);

    /// <summary>What the run says of a directive that was sent before, or null when it does not know it.</summary>
    public async Task<DirectiveAnswer?> RecallAsync(RunId run, DirectiveId id, CancellationToken cancellationToken) =>
        AnswerOf(id, await gateway.OutcomeAsync(run, id, cancellationToken));

    /// <summary>
    /// The run's answer. While a server or worker is away the same bytes are sent again: they are judged once.
    /// </summary>
    public async Task<DirectiveAnswer> AskAsync(
        RunId run, Directive directive, TimeSpan limit, CancellationToken cancellationToken)
    {
        var end = clock.GetUtcNow() + limit;
        var isSent = false;
        for (var pause = FirstPause; ; pause = pause * 2 < LongestPause ? pause * 2 : LongestPause)
        {
            isSent = isSent || await TrySendAsync(run, directive, cancellationToken);
            if (isSent && await TryRecallAsync(run, directive.Id, cancellationToken) is { } answer)
            {
                return answer;
            }

            if (clock.GetUtcNow() + pause > end)
            {
                throw NoAnswer(run, directive.Id, limit);
            }

            await Task.Delay(pause, clock, cancellationToken);
        }
    }

    private async Task<bool> TrySendAsync(RunId run, Directive directive, CancellationToken cancellationToken)
    {
        try
        {
            await gateway.SendAsync(run, directive, cancellationToken);
            return true;
        }
        catch (CliException away) when (away.IsTransient)
        {
            return false;
        }
    }

    private async Task<DirectiveAnswer?> TryRecallAsync(RunId run, DirectiveId id, CancellationToken cancellationToken)
    {
        try
        {
            return await RecallAsync(run, id, cancellationToken);
        }
        catch (CliException away) when (away.IsTransient)
        {
            return null;
        }
    }

    private static DirectiveAnswer? AnswerOf(DirectiveId id, DirectiveOutcome outcome) =>
        outcome.IsReceived ? new DirectiveAnswer(id, outcome.IsAccepted, outcome.Refusal, outcome.Behind) : null;

    private static CliException NoAnswer(RunId run, DirectiveId id, TimeSpan limit) => new(
        ExitCode.NoAnswer,
        "noAnswer",
        $"{run}: the run has not judged the directive {id} within {limit.TotalSeconds:0} s",
        $"give the same command again with --directive-id {id}: it is judged once, however often it is asked");
}

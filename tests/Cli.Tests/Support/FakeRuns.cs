using System.Runtime.CompilerServices;
using DirectedExecution.Cli.Directing;
using DirectedExecution.Domain.Directives;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Risk;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Takeover;
using DirectedExecution.Domain.Verification;
using DirectedExecution.Domain.Views;
using DirectedExecution.Workflows.Contracts;

namespace Cli.Tests.Support;

/// <summary>
/// Runs without a server: the domain's own rules over a world of documents. A directive goes over the wire's JSON as it
/// does
/// in the real thing.
/// </summary>
internal sealed class FakeRuns : IRunGateway
{
    private readonly Dictionary<RunId, (RunState State, List<LedgerEntry> Ledger)> runs = [];
    private DateTimeOffset now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    /// <summary>What each source answers; read anew each time.</summary>
    public Dictionary<string, string> Sources { get; } = new(StringComparer.Ordinal)
    {
        ["sensor"] = """{"open":false}""",
        ["camera"] = """{"open":false}""",
    };

    /// <summary>What an action does to the sources, and how it ends.</summary>
    public Func<FakeRuns, ActionOutcome> Act { get; set; } = runs =>
    {
        runs.Sources["sensor"] = runs.Sources["camera"] = """{"open":true}""";
        return ActionOutcome.Executed;
    };

    /// <summary>What time it is in the runs.</summary>
    public DateTimeOffset Now => now;

    /// <summary>How often the audit store says that a kind of step was carried out.</summary>
    public int Precedents { get; set; } = 3;

    /// <summary>How many actions were carried out.</summary>
    public int Actions { get; private set; }

    /// <summary>Swallows the answer to a directive as often as this says: a reply that is lost on the way.</summary>
    public int AnswersToLose { get; set; }

    public Task StartAsync(RunId run, RunOpening opening, CancellationToken cancellationToken)
    {
        runs[run] = (RunState.NotOpened, []);
        Feed(run, new RunInput.OpenRun(
            run, opening.Charter, opening.Procedure, opening.Packet, opening.Signers, RunEdition.Current,
            opening.Approvals, opening.Policy, opening.Rehearsal));
        return Task.CompletedTask;
    }

    public async IAsyncEnumerable<RunListItem> ListAsync(
        string? query, int limit, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        foreach (var (id, (state, _)) in runs.OrderBy(run => run.Key.Value, StringComparer.Ordinal).Take(limit))
        {
            yield return new RunListItem(
                id.Value, "Running", state.Status.ToString(), state.Lead.Value, state.LeadEpoch, null, null, "shop 1", now, null);
            await Task.Yield();
        }
    }

    public Task<RunStatusView> StatusAsync(RunId run, CancellationToken cancellationToken) =>
        Task.FromResult(RunStatusView.Of(Find(run).State));

    public Task<LedgerPage> LedgerAsync(RunId run, LedgerPageRequest request, CancellationToken cancellationToken)
    {
        var (state, ledger) = Find(run);
        var page = ledger.Where(entry => entry.Sequence >= request.From).Take(3).ToValueList();
        return Task.FromResult(new LedgerPage(page, state.Head, ledger[0].Sequence, HasMore: true));
    }

    public Task<IReadOnlyList<Gate>> GatesAsync(RunId run, CancellationToken cancellationToken) =>
        Task.FromResult<IReadOnlyList<Gate>>(Find(run).State.Gates);

    public Task<TakeoverPacket> PacketAsync(RunId run, CancellationToken cancellationToken) =>
        Task.FromResult(PacketBuilder.Build(Find(run).State, now));

    public Task<string> PacketTextAsync(RunId run, CancellationToken cancellationToken) =>
        Task.FromResult(PacketMarkdown.Render(PacketBuilder.Build(Find(run).State, now)));

    public Task<DirectiveOutcome> OutcomeAsync(RunId run, DirectiveId directive, CancellationToken cancellationToken)
    {
        if (AnswersToLose > 0)
        {
            AnswersToLose--;
            return Task.FromResult(new DirectiveOutcome(false));
        }

        return Task.FromResult(Find(run).State.Directives.Find(directive) is { } record
            ? new DirectiveOutcome(true, record.Refusal is null, record.Refusal, record.Behind)
            : new DirectiveOutcome(false));
    }

    public Task SendAsync(RunId run, Directive directive, CancellationToken cancellationToken)
    {
        Find(run);
        Feed(run, DirectiveReader.Read(DomainJson.Serialize(directive)));
        return Task.CompletedTask;
    }

    public IReadOnlyList<LedgerEntry> Ledger(string run) => Find(new RunId(run)).Ledger;

    public RunState State(string run) => Find(new RunId(run)).State;

    private (RunState State, List<LedgerEntry> Ledger) Find(RunId run) => runs.TryGetValue(run, out var found)
        ? found
        : throw new DirectedExecution.Cli.CliException(
            DirectedExecution.Cli.ExitCode.NotFound, "runNotFound", $"{run}: there is no such run");

    private void Feed(RunId run, RunInput input)
    {
        var (state, ledger) = runs[run];
        for (RunInput? next = input; next is not null; next = NextInput(state))
        {
            now += TimeSpan.FromMilliseconds(1);
            var advance = RunJournal.Advance(state, next, now);
            state = advance.State;
            ledger.AddRange(advance.Entries);
        }

        runs[run] = (state, ledger);
    }

    private RunInput? NextInput(RunState state)
    {
        switch (state.Work)
        {
            case [Work.LookAround around, ..]:
                return new RunInput.SurveyTaken(around.Attempt, around.Phase, new Survey(now, Precedents, []));
            case [Work.TakeReadings { Rehearsed: { } answers } reads, ..]:
                return new RunInput.ReadingsTaken(reads.Attempt, reads.Phase, answers.Select(
                    answer => new Reading(answer.Read, now, answer.Document, answer.Error)).ToValueList());
            case [Work.Dispatch { Rehearsed: { } answer } dispatch, ..]:
                return new RunInput.ActionReported(dispatch.Attempt, new ActionReport(answer.Outcome, answer.Summary));
            case [Work.TakeReadings reads, ..]:
                var readings = reads.Reads.Select(
                    read => new Reading(read.Id, now, JsonData.Parse(Sources[read.Source])));
                return new RunInput.ReadingsTaken(reads.Attempt, reads.Phase, readings.ToValueList());
            case [Work.Dispatch dispatch, ..]:
                Actions++;
                return new RunInput.ActionReported(dispatch.Attempt, new ActionReport(Act(this), "Done.", now, now));
            default:
                return null;
        }
    }
}

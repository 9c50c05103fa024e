using System.Data.Common;
using System.Globalization;
using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Ledger;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Risk;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Workflows.Contracts;

namespace DirectedExecution.Activities.Audit;

/// <summary>
/// What the ledgers of all runs together say about one step. The databases narrow down by their indexes, and the
/// entries themselves are judged here, so that every kind of store gives the same answer.
/// </summary>
internal sealed class AuditSurvey
{
    /// <summary>More actions than these since the moment asked about are not looked through.</summary>
    private const int MostActions = 500;

    private readonly DbConnection connection;
    private readonly string stepColumn;
    private readonly Dictionary<string, (Procedure Procedure, RunMode Mode)?> openings = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<Procedure>> versions = new(StringComparer.Ordinal);

    private AuditSurvey(DbConnection connection, string stepColumn) =>
        (this.connection, this.stepColumn) = (connection, stepColumn);

    /// <param name="connection">An open store.</param>
    /// <param name="stepColumn">How its database names the step of an entry's fact.</param>
    /// <param name="request">What is asked.</param>
    /// <param name="now">When.</param>
    public static Survey Of(DbConnection connection, string stepColumn, SurveyRequest request, DateTimeOffset now)
    {
        var survey = new AuditSurvey(connection, stepColumn);
        var precedents = survey.Precedents(request);
        var actions = survey.Actions(request);
        return actions.Count > MostActions
            ? new Survey(now, precedents, [], $"Other runs did more than {MostActions} actions since.")
            : new Survey(now, precedents, [.. actions.SelectMany(action => survey.OnTargets(action, request))]);
    }

    // Only what was verified in a live run is a precedent; a rehearsal shows nothing about the real systems.
    private int Precedents(SurveyRequest request)
    {
        var reversed = Entries(nameof(RunFact.StepReversed), request.Step)
            .Select(one => (one.Chain, Fact: (RunFact.StepReversed)one.Entry.Fact))
            .ToList();
        if (request.Kind == AttemptKind.Reversal)
        {
            return Count(reversed.Select(one => one.Chain), request.Procedure);
        }

        var reversals = reversed.Select(one => (one.Chain, one.Fact.Reversal)).ToHashSet();
        var verified = Entries(nameof(RunFact.AttemptVerified), request.Step)
            .Where(one => !reversals.Contains((one.Chain, ((RunFact.AttemptVerified)one.Entry.Fact).Attempt)));
        return Count(verified.Select(one => one.Chain), request.Procedure);
    }

    private int Count(IEnumerable<string> chains, string procedure) =>
        chains.Where(chain => IsOf(chain, procedure)).Take(Survey.MostPrecedents).Count();

    private bool IsOf(string chain, string procedure) =>
        Opening(chain) is { } opening && opening.Procedure.Id == procedure && opening.Mode == RunMode.Live;

    // The texts are fetched at once, as a connection answers one question at a time; they are read as they are needed.
    private IEnumerable<(string Chain, LedgerEntry Entry)> Entries(string kind, StepId step)
    {
        using var command = AuditCommands.Create(
            connection,
            null,
            $"SELECT chain, entry FROM ledger WHERE kind = @kind AND {stepColumn} = @step",
            ("@kind", kind),
            ("@step", step.Value));
        using var reader = command.ExecuteReader();
        var rows = new List<(string Chain, string Entry)>();
        while (reader.Read())
        {
            rows.Add((reader.GetString(0), reader.GetString(1)));
        }

        return rows.Select(row => (row.Chain, DomainJson.Deserialize<LedgerEntry>(row.Entry)));
    }

    private List<(string Chain, LedgerEntry Entry)> Actions(SurveyRequest request)
    {
        using var command = AuditCommands.Create(
            connection,
            null,
            """
            SELECT chain, entry FROM ledger
            WHERE kind = @kind AND chain <> @chain AND at > @since ORDER BY at LIMIT @limit
            """,
            ("@kind", nameof(RunFact.ActionDispatched)),
            ("@chain", request.Chain.Value),
            ("@since", request.Since.ToUniversalTime().ToString("O", CultureInfo.InvariantCulture)),
            ("@limit", MostActions + 1));
        using var reader = command.ExecuteReader();
        var actions = new List<(string, LedgerEntry)>();
        while (reader.Read())
        {
            actions.Add((reader.GetString(0), DomainJson.Deserialize<LedgerEntry>(reader.GetString(1))));
        }

        return actions;
    }

    private IEnumerable<ForeignAction> OnTargets((string Chain, LedgerEntry Entry) action, SurveyRequest request)
    {
        // An attempt's id is its step's and a number; steps have no dots.
        var attempt = ((RunFact.ActionDispatched)action.Entry.Fact).Attempt.Value;
        var step = new StepId(attempt[..attempt.LastIndexOf('.')]);

        // A rehearsal has acted on no target.
        if (Opening(action.Chain)?.Mode == RunMode.Rehearsal)
        {
            return [];
        }

        // A run whose beginning is not here has targets that nobody can name: it may be these. One that was amended
        // acted by one version or by another.
        var steps = Versions(action.Chain).Select(version => version.FindStep(step)).OfType<Step>().ToList();
        var targets = steps.Count == 0 ? request.Targets : steps.SelectMany(one => one.Targets).Distinct();
        return targets.Where(request.Targets.Contains)
            .Select(target => new ForeignAction(action.Entry.Run, step, target, action.Entry.At));
    }

    // Once for each chain: several actions of one are the rule.
    private List<Procedure> Versions(string chain)
    {
        if (!versions.TryGetValue(chain, out var known))
        {
            versions[chain] = known = Opening(chain) is { } opening ? [opening.Procedure, .. Amended(chain)] : [];
        }

        return known;
    }

    private List<Procedure> Amended(string chain)
    {
        using var command = AuditCommands.Create(
            connection,
            null,
            "SELECT entry FROM ledger WHERE chain = @chain AND kind = @kind ORDER BY sequence",
            ("@chain", chain),
            ("@kind", nameof(RunFact.AmendmentProposed)));
        using var reader = command.ExecuteReader();
        var amended = new List<Procedure>();
        while (reader.Read())
        {
            amended.Add(((RunFact.AmendmentProposed)DomainJson.Deserialize<LedgerEntry>(reader.GetString(0)).Fact)
                .Amendment.Procedure);
        }

        return amended;
    }

    private (Procedure Procedure, RunMode Mode)? Opening(string chain)
    {
        if (!openings.TryGetValue(chain, out var opening))
        {
            using var command = AuditCommands.Create(
                connection,
                null,
                """
                SELECT entry FROM ledger WHERE chain = @chain AND kind IN ('RunOpened', 'RunContinued')
                ORDER BY sequence LIMIT 1
                """,
                ("@chain", chain));
            openings[chain] = opening = command.ExecuteScalar() is string text
                ? DomainJson.Deserialize<LedgerEntry>(text).Fact switch
                {
                    RunFact.RunOpened opened => (opened.Procedure, opened.Charter.Mode),
                    RunFact.RunContinued { Snapshot.State: var state } => (state.Procedure, state.Charter.Mode),
                    _ => null,
                }
                : null;
        }

        return opening;
    }
}

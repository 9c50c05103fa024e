using System.Globalization;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Gates;

/// <summary>
/// Reads that somebody at a gate asked for. They are evidence only: what they say neither lets an action through nor
/// stops it.
/// </summary>
internal static class InformationReads
{
    private const string Prefix = "info:";

    public static ReadId IdOf(int request) => new(Prefix + request.ToString(CultureInfo.InvariantCulture));

    public static bool IsInformation(ReadId read) => read.Value.StartsWith(Prefix, StringComparison.Ordinal);

    /// <summary>Those asked for before the dispatch before it, those asked for after it after it.</summary>
    public static IEnumerable<VerificationRead> Of(RunState state, Attempt attempt) => (attempt.Information ?? [])
        .Where(one => one.Read is not null && one.At > attempt.DispatchedAt == (attempt.DispatchedAt is not null))
        .Select(one => Resolve(state, attempt, one.Read!) is { } read
            ? read with { Id = IdOf(one.Number) }
            : null)
        .OfType<VerificationRead>();

    /// <summary>A read of the procedure by its name, resolved; null when there is none such.</summary>
    public static VerificationRead? Resolve(RunState state, Attempt attempt, string name)
    {
        var parts = name.Split('/');
        var step = state.Procedure.FindStep(parts.Length == 2 ? new StepId(parts[0]) : attempt.Step);
        if (step is null || parts.Length > 2 || Find(step, parts[^1]) is not { } read)
        {
            return null;
        }

        var arguments = step.Id == attempt.Step ? attempt.Arguments : JsonData.EmptyObject;
        var resolver = new ParameterResolver(state.Charter, step.Targets, arguments, attempt.IdempotencyKey);
        var resolved = read with
        {
            Fact = $"asked for: {read.Fact}",
            Settles = false,
            Call = read.Call with { Parameters = resolver.Resolve(read.Call.Parameters) },
            Expectation = read.Expectation.Value is { } value
                ? read.Expectation with { Value = resolver.Resolve(value) }
                : read.Expectation,
        };
        return resolver.Refusal is null ? resolved : null;
    }

    private static VerificationRead? Find(Step step, string id) => step.Before
        .Concat(step.After)
        .Concat(step.Reversal?.Before ?? [])
        .Concat(step.Reversal?.After ?? [])
        .FirstOrDefault(read => read.Id.Value == id);
}

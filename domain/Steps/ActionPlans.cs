using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Steps;

/// <summary>
/// Makes the resolved plan of an attempt from the procedure, the charter and the directive's arguments.
/// </summary>
internal static class ActionPlans
{
    // The action's digest must be the same each time the same action is directed, so the key stands in it as a word.
    private const string KeyInDigest = "(attempt key)";

    /// <summary>The plan of an attempt that exists: it was resolved before, so it resolves again.</summary>
    public static ActionPlan Of(RunState state, Attempt attempt)
    {
        var step = state.Procedure.FindStep(attempt.Step)
            ?? throw new InvalidOperationException($"The attempt {attempt.Id} is of no step of the procedure.");
        return Resolve(state.Charter, step, attempt.Kind, attempt.Arguments, attempt.IdempotencyKey, out var refusal)
            ?? throw new InvalidOperationException($"The plan of {attempt.Id} no longer resolves: {refusal!.Sentence}");
    }

    /// <summary>The plan, or null with the refusal.</summary>
    public static ActionPlan? Resolve(
        Charter charter,
        Step step,
        AttemptKind kind,
        JsonData arguments,
        string key,
        out Refusal? refusal)
    {
        var resolver = new ParameterResolver(charter, step.Targets, arguments, key);
        var forDigest = new ParameterResolver(charter, step.Targets, arguments, KeyInDigest);
        var (action, stepClass, before, after, gate) = kind == AttemptKind.Forward
            ? (step.Action, step.Class, step.Before, step.After, step.Gate)
            : step.Reversal is { } reversal
                ? (reversal.Action, reversal.Class, reversal.Before, reversal.After, reversal.Gate ?? step.Gate)
                : throw new InvalidOperationException($"The step {step.Id} has no reversal.");
        var plan = new ActionPlan(
            step,
            kind,
            stepClass,
            Resolve(resolver, action),
            Digest.Of(new ActionIdentity(step.Id, kind, Resolve(forDigest, action))),
            before.Select(read => Resolve(resolver, read)).ToValueList(),
            after.Select(read => Resolve(resolver, read)).ToValueList(),
            gate,
            kind == AttemptKind.Forward ? step.GateAfter : null);
        refusal = resolver.Refusal;
        return refusal is null ? plan : null;
    }

    private static ToolCall Resolve(ParameterResolver resolver, ToolCall call) =>
        call with { Parameters = resolver.Resolve(call.Parameters) };

    private static VerificationRead Resolve(ParameterResolver resolver, VerificationRead read) => read with
    {
        Call = Resolve(resolver, read.Call),
        Expectation = read.Expectation.Value is { } value
            ? read.Expectation with { Value = resolver.Resolve(value) }
            : read.Expectation,
    };

    private sealed record ActionIdentity(StepId Step, AttemptKind Kind, ToolCall Action);
}

using System.Text.Json;
using DirectedExecution.Domain.Gates;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Verification;

namespace DirectedExecution.Domain.Documents;

/// <summary>What must be right in one step.</summary>
internal static class StepLint
{
    public static void Check(Step step, string at, Findings found)
    {
        found.PlainId(step.Id.Value, $"{at}.id");
        CheckArguments(step, $"{at}.arguments", found);
        found.Unique(step.Before.Select(read => read.Id.Value), $"{at}.before", "id");
        found.Unique(step.After.Select(read => read.Id.Value), $"{at}.after", "id");
        Positive(step.Freshness, $"{at}.freshness", found);
        if (step.Targets.IsEmpty)
        {
            found.Add(
                ProblemCode.MissingField, $"{at}.targets", $"The step {step.Id} names no target.",
                "Name what it acts on.");
        }

        CheckCall(step.Action, $"{at}.action", found);
        CheckReads(step.Before, step.Class, $"{at}.before", "before", found);
        CheckReads(step.After, step.Class, $"{at}.after", "after", found);
        CheckGate(step, step.Gate, $"{at}.gate", found);
        CheckGate(step, step.GateAfter, $"{at}.gateAfter", found);
        CheckGate(step, step.Checkpoint, $"{at}.checkpoint", found);
        CheckReversal(step, at, found);
        CheckRiskFactors(step, $"{at}.riskFactors", found);
        AgreementLint.Check(step, at, found);
        AnnexLint.Check(step, at, found);
    }

    public static void CheckCall(ToolCall call, string at, Findings found)
    {
        Positive(call.Timeout, $"{at}.timeout", found);
        if (call.Parameters.Element.ValueKind != JsonValueKind.Object)
        {
            found.Add(
                ProblemCode.WrongType, $"{at}.parameters", "The parameters are no mapping.", "Write name: value.");
        }
    }

    private static void CheckArguments(Step step, string at, Findings found)
    {
        found.Unique(step.Arguments.Select(argument => argument.Name), at, "name");
        for (var index = 0; index < step.Arguments.Count; index++)
        {
            var argument = step.Arguments[index];
            foreach (var value in argument.Allowed.Where(one => !Fits(argument.Type, one.Element.ValueKind)))
            {
                found.Add(
                    ProblemCode.WrongType, $"{at}[{index}].allowed", $"{value} is no {argument.Type}.",
                    "Allow values of the argument's type only.");
            }
        }
    }

    private static bool Fits(ArgumentType type, JsonValueKind kind) => type switch
    {
        ArgumentType.Text => kind == JsonValueKind.String,
        ArgumentType.Number => kind == JsonValueKind.Number,
        _ => kind is JsonValueKind.True or JsonValueKind.False,
    };

    private static void CheckReads(
        ValueList<VerificationRead> reads, StepClass stepClass, string at, string when, Findings found)
    {
        if (reads.IsEmpty)
        {
            found.Add(ProblemCode.MissingVerification, at, $"Nothing is read {when} the action.",
                $"Add at least one verification read under \"{when}\".");
        }

        for (var index = 0; index < reads.Count; index++)
        {
            CheckCall(reads[index].Call, $"{at}[{index}].read", found);
            ExpectationLint.Check(reads[index].Expectation, $"{at}[{index}].expect", found);
            if (reads[index].Settles && (stepClass == StepClass.Opaque || when == "before"))
            {
                found.Add(ProblemCode.BadValue, $"{at}[{index}].settles",
                    "Only a read after a transactional, keyed or probed action may settle whether it was done.",
                    "Take settles away.");
            }

            if (reads.Take(index).Any(other => other.Fact == reads[index].Fact && other.Source == reads[index].Source))
            {
                found.Add(ProblemCode.DuplicateId, $"{at}[{index}].source",
                    $"\"{reads[index].Source}\" is asked twice about \"{reads[index].Fact}\".",
                    "One source, one read for each fact.");
            }
        }
    }

    private static void CheckGate(Step step, GatePolicy? gate, string at, Findings found)
    {
        if (gate is null)
        {
            return;
        }

        GateLint.Check(gate, at, found);
        GateLint.CheckEnd(gate, step.Reversal is not null, at, found);

        if (step.Risk is null || step.Risk.Alternatives.IsEmpty || step.Risk.Policies.IsEmpty)
        {
            found.Add(ProblemCode.GateIncomplete, at,
                "The gate's evidence would not be complete: it needs risk with blastRadius, failureMode, alternatives "
                + "and policies.",
                "Add a risk section to the step.");
        }
    }

    private static void CheckReversal(Step step, string at, Findings found)
    {
        if ((step.Reversal is null) == string.IsNullOrWhiteSpace(step.Irreversible))
        {
            found.Add(ProblemCode.MissingReversal, at,
                $"The step {step.Id} needs either a reversal or, under irreversible, the reason why there is none.",
                "Write one of the two.");
        }

        if (step.Reversal is null && step.Gate is null)
        {
            found.Add(
                ProblemCode.IrreversibleWithoutGate, at, $"The step {step.Id} cannot be reversed and has no gate.",
                "Add a gate.");
        }

        if (step.Reversal is { } reversal)
        {
            CheckCall(reversal.Action, $"{at}.reversal.action", found);
            CheckReads(reversal.Before, reversal.Class, $"{at}.reversal.before", "before", found);
            CheckReads(reversal.After, reversal.Class, $"{at}.reversal.after", "after", found);
            CheckGate(step, reversal.Gate, $"{at}.reversal.gate", found);
            found.Unique(reversal.Before.Select(read => read.Id.Value), $"{at}.reversal.before", "id");
            found.Unique(reversal.After.Select(read => read.Id.Value), $"{at}.reversal.after", "id");
        }
    }

    private static void CheckRiskFactors(Step step, string at, Findings found)
    {
        if (step.RiskFactors is not { } factors)
        {
            return;
        }

        if (factors.ReversibleIn is { } time)
        {
            Positive(time, $"{at}.reversibleIn", found);
        }

        if (factors.Cost is { } cost)
        {
            if (cost.Amount < 0)
            {
                found.Add(
                    ProblemCode.BadValue, $"{at}.cost.amount", "A cost is never less than nothing.",
                    "Write 0 or more.");
            }

            if (cost.Currency.Length != 3 || !cost.Currency.All(char.IsAsciiLetterUpper))
            {
                found.Add(
                    ProblemCode.BadValue, $"{at}.cost.currency", $"\"{cost.Currency}\" is no currency.",
                    "Write its three capitals, such as EUR.");
            }
        }

        // The two must not tell a policy and a person different things.
        if (step.Reversal is null
            && factors.Reversibility is Reversibility.Reversible or Reversibility.Costly)
        {
            found.Add(
                ProblemCode.BadValue, $"{at}.reversibility", $"The step {step.Id} has no reversal.",
                "Write reversibility: irreversible, or add a reversal.");
        }
    }

    internal static void Positive(TimeSpan span, string at, Findings found)
    {
        if (span <= TimeSpan.Zero)
        {
            found.Add(ProblemCode.BadValue, at, "The time is zero or less.", "Write a time such as 30s, 5m, 2h.");
        }
    }
}

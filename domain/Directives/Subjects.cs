using DirectedExecution.Domain.Primitives;

namespace DirectedExecution.Domain.Directives;

/// <summary>
/// What entries and instructions are about, as short names. Part of a stored shape: add, never rename.
/// </summary>
internal static class Subjects
{
    public const string Run = "run";
    public const string Takeover = "takeover";
    public const string GatePrefix = "gate:";

    public static string Step(StepId step) => $"step:{step}";

    public static string Target(TargetId target) => $"target:{target}";

    public static string Gate(GateId gate) => $"{GatePrefix}{gate}";

    public static string Attempt(AttemptId attempt) => $"attempt:{attempt}";

    public static string Block(BlockId block) => $"block:{block}";

    public static string Contradiction(ContradictionId contradiction) => $"contradiction:{contradiction}";

    public static string Decision(DecisionPointId point) => $"decision:{point}";

    public static string Amendment(Digest charter, Digest procedure) => $"amendment:{charter.Short}:{procedure.Short}";

    public static string OneTakeover(TakeoverId takeover) => $"takeover:{takeover}";
}

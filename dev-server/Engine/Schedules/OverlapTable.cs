using System.Collections.Frozen;
using DirectedExecution.DevServer.Engine.State;
using Temporalio.Api.Enums.V1;
using static DirectedExecution.DevServer.Engine.Schedules.OverlapAct;
using static DirectedExecution.DevServer.Engine.Schedules.OverlapSituation;
using Policy = Temporalio.Api.Enums.V1.ScheduleOverlapPolicy;

namespace DirectedExecution.DevServer.Engine.Schedules;

/// <summary>What the overlap policies mean: policy × situation → act.</summary>
internal static class OverlapTable
{
    public static readonly FrozenDictionary<(Policy, OverlapSituation), OverlapAct> Acts =
        new Dictionary<(Policy, OverlapSituation), OverlapAct>
        {
            [(Policy.Skip, Free)] = Choose,
            [(Policy.Skip, Chosen)] = Skip,
            [(Policy.Skip, Running)] = Skip,
            [(Policy.BufferOne, Free)] = Choose,
            [(Policy.BufferOne, Chosen)] = WaitAlone,
            [(Policy.BufferOne, Running)] = WaitAlone,
            [(Policy.BufferAll, Free)] = Choose,
            [(Policy.BufferAll, Chosen)] = Wait,
            [(Policy.BufferAll, Running)] = Wait,
            [(Policy.CancelOther, Free)] = Choose,
            [(Policy.CancelOther, Chosen)] = Replace,
            [(Policy.CancelOther, Running)] = WaitAndCancel,
            [(Policy.TerminateOther, Free)] = Choose,
            [(Policy.TerminateOther, Chosen)] = Replace,
            [(Policy.TerminateOther, Running)] = WaitAndTerminate,
            [(Policy.AllowAll, Free)] = Beside,
            [(Policy.AllowAll, Chosen)] = Beside,
            [(Policy.AllowAll, Running)] = Beside,
        }.ToFrozenDictionary();

    /// <param name="owed">The starts, the oldest first.</param>
    /// <param name="isRunning">Whether a run of the schedule is under way.</param>
    /// <param name="resolve">The policy that holds for a start with this one.</param>
    public static OverlapDecision Decide(
        IReadOnlyList<BufferedStart> owed, bool isRunning, Func<Policy, Policy> resolve)
    {
        var (beside, waiting) = (new List<BufferedStart>(), new List<BufferedStart>());
        BufferedStart? chosen = null;
        var (skipped, cancels, terminates) = (0, false, false);
        foreach (var start in owed)
        {
            var situation = isRunning ? Running : chosen is null ? Free : Chosen;
            var act = Acts[(resolve(start.OverlapPolicy), situation)];
            switch (act)
            {
                case Choose or Replace:
                    chosen = start;
                    break;
                case OverlapAct.Beside:
                    beside.Add(start);
                    break;
                case Skip or WaitAlone when act == Skip || waiting.Count > 0:
                    skipped++;
                    break;
                default:
                    waiting.Add(start);
                    break;
            }

            cancels |= act == WaitAndCancel;
            terminates |= act == WaitAndTerminate;
        }

        // As officially: what ends the others would end those at once that begin beside them.
        return new OverlapDecision(
            cancels || terminates ? [] : beside, chosen, waiting, skipped, cancels, terminates);
    }
}

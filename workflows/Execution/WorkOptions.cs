using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Verification;
using Temporalio.Common;
using Temporalio.Workflows;

namespace DirectedExecution.Workflows.Execution;

/// <summary>How activities are run: what may be tried again, and when a silent worker counts as lost.</summary>
internal static class WorkOptions
{
    /// <summary>Tries of an action that is repeatable under its key.</summary>
    private const int MostTries = 6;

    private const int MostReadingTries = 10;

    private const int MostSurveyTries = 5;

    private static readonly TimeSpan SurveyTime = TimeSpan.FromSeconds(10);

    /// <summary>A worker that was killed is noticed after this time.</summary>
    private static readonly TimeSpan HeartbeatTime = TimeSpan.FromSeconds(10);

    /// <summary>What a tool's own time limit leaves to the activity around it.</summary>
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(20);

    public static ActivityOptions For(RunState state, Work.TakeReadings work) => Create(
        work,
        $"{Rehearsed(work.Rehearsed is not null)}{PurposeOf(work.Purpose)}: {TitleOf(state, work)}",
        (work.Reads.IsEmpty ? TimeSpan.Zero : work.Reads.Max(read => read.Call.Timeout))
            + (work.Rehearsed?.Max(answer => answer.Delay) ?? TimeSpan.Zero),
        MostReadingTries);

    public static ActivityOptions For(RunState state, Work.Dispatch work) => Create(
        work,
        $"{Rehearsed(work.Rehearsed is not null)}Act ({work.Call.Kind}, {work.Class}): {TitleOf(state, work)}",
        work.Call.Timeout + (work.Rehearsed?.Delay ?? TimeSpan.Zero),
        work.Class == StepClass.Opaque ? 1 : MostTries);

    public static ActivityOptions For(RunState state, Work.LookAround work) => Create(
        work,
        $"Look around in the audit store: {TitleOf(state, work)}",
        SurveyTime,
        MostSurveyTries,
        hasHeartbeat: false);

    private static ActivityOptions Create(
        Work work, string summary, TimeSpan toolTime, int tries, bool hasHeartbeat = true) => new()
    {
        ActivityId = work.Id,
        Summary = summary,
        StartToCloseTimeout = toolTime + Grace,
        HeartbeatTimeout = hasHeartbeat ? HeartbeatTime : null,

        // A run is stopped by directive, never by cancelling what is under way.
        CancellationToken = CancellationToken.None,
        RetryPolicy = new RetryPolicy
        {
            InitialInterval = TimeSpan.FromSeconds(1),
            BackoffCoefficient = 2,
            MaximumInterval = TimeSpan.FromSeconds(20),
            MaximumAttempts = tries,
        },
    };

    private static string Rehearsed(bool isRehearsed) => isRehearsed ? "Rehearse: " : string.Empty;

    private static string TitleOf(RunState state, Work work) =>
        state.Procedure.FindStep(work.Step)?.Title ?? work.Step.Value;

    private static string PurposeOf(ReadingPurpose purpose) => purpose switch
    {
        ReadingPurpose.Precheck => "Read before",
        ReadingPurpose.Recheck => "Read again after the approval",
        ReadingPurpose.AfterAction => "Verify after",
        ReadingPurpose.FailureCheck => "Verify that nothing was done",
        ReadingPurpose.Prerequisites => "Read the prerequisites",
        ReadingPurpose.NoGoCheck => "Read the no-go conditions",
        _ => "Probe what was done",
    };
}

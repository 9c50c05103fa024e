using DirectedExecution.Domain.Charters;
using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Rehearsals;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;

namespace Domain.Tests.Support;

/// <summary>A rehearsal under test: its world answers what its work brings along, and nothing else.</summary>
internal static class RehearsedRun
{
    public static Charter Charter { get; } = GateSample.Charter with { Mode = RunMode.Rehearsal };

    /// <summary>Everything goes as the sample expects it.</summary>
    public static Rehearsal Smooth(Procedure procedure) => RehearsalDraft.Of(Charter, procedure);

    public static RunFixture Confirmed(Procedure procedure, Rehearsal? script = null, Charter? charter = null) =>
        new RunFixture(charter: charter ?? Charter, procedure: procedure, rehearsal: script ?? Smooth(procedure))
            .Confirm().Answer();

    /// <summary>The script of the sample with other answers for one step.</summary>
    public static Rehearsal With(Procedure procedure, StepId step, Func<RehearsedStep, RehearsedStep> change)
    {
        var smooth = Smooth(procedure);
        return smooth with { Steps = smooth.Steps.Replace(one => one.Step == step, change) };
    }

    /// <summary>Answers all work with what it brings along, until there is none.</summary>
    public static RunFixture Answer(this RunFixture run)
    {
        while (run.LookAround().State.Work is [var work, ..])
        {
            run.Send(work switch
            {
                Work.TakeReadings reads => new RunInput.ReadingsTaken(
                    reads.Attempt, reads.Phase, reads.Rehearsed!.Select(one => new Reading(
                        one.Read, run.Now - (one.Age ?? TimeSpan.Zero), one.Document, one.Error)).ToValueList()),
                Work.Dispatch dispatch => new RunInput.ActionReported(
                    dispatch.Attempt, new ActionReport(dispatch.Rehearsed!.Outcome, dispatch.Rehearsed.Summary)),
                _ => throw new NotSupportedException(work.GetType().Name),
            });
        }

        return run;
    }
}

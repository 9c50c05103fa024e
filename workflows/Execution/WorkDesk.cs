using DirectedExecution.Domain.Primitives;
using DirectedExecution.Domain.Procedures;
using DirectedExecution.Domain.Risk;
using DirectedExecution.Domain.Runs;
using DirectedExecution.Domain.Steps;
using DirectedExecution.Domain.Verification;
using DirectedExecution.Workflows.Contracts;
using Temporalio.Exceptions;
using Temporalio.Workflows;

namespace DirectedExecution.Workflows.Execution;

/// <summary>Does the work that the state asks for, each piece once, and puts the results into the inbox.</summary>
internal sealed class WorkDesk(Queue<RunInput> inbox)
{
    private readonly HashSet<string> started = new(StringComparer.Ordinal);
    private int running;
    private Exception? fault;

    public bool IsIdle => running == 0;

    public bool HasFaulted => fault is not null;

    /// <summary>
    /// A fault here is one of the program, not of the world: it must fail the workflow task, not be lost.
    /// </summary>
    public void ThrowIfFaulted()
    {
        if (fault is not null)
        {
            throw new InvalidOperationException($"Work of the run broke: {fault.Message}", fault);
        }
    }

    public void Start(RunState state)
    {
        foreach (var work in state.Work)
        {
            if (started.Add(work.Id))
            {
                running++;
                _ = PerformAsync(state, work);
            }
        }
    }

    private async Task PerformAsync(RunState state, Work work)
    {
        try
        {
            inbox.Enqueue(work switch
            {
                Work.TakeReadings reads => await ReadAsync(state, reads),
                Work.Dispatch dispatch => await DispatchAsync(state, dispatch),
                Work.LookAround around => await LookAroundAsync(state, around),
                _ => throw new NotSupportedException($"The work {work.GetType().Name} is not known to this program."),
            });
        }
        catch (Exception broken)
        {
            fault = broken;
        }
        finally
        {
            running--;
        }
    }

    private static async Task<RunInput> ReadAsync(RunState state, Work.TakeReadings work)
    {
        MustFit(state, work.Rehearsed is not null);
        try
        {
            var options = WorkOptions.For(state, work);
            var result = await (work.Rehearsed is { } answers
                ? Workflow.ExecuteActivityAsync(
                    (IRehearsalActivities stage) => stage.RehearseReadingsAsync(
                        new RehearsedReadingsRequest(state.Run, work.Attempt, work.Phase, work.Reads, answers)),
                    options)
                : Workflow.ExecuteActivityAsync(
                    (IToolActivities tools) => tools.TakeReadingsAsync(
                        new ReadingsRequest(state.Run, work.Attempt, work.Phase, work.Reads)),
                    options));
            return new RunInput.ReadingsTaken(work.Attempt, work.Phase, result.Readings);
        }
        catch (FailureException failure)
        {
            // No reading is a reading too: the rules say what follows from one that could not be taken.
            var now = new DateTimeOffset(Workflow.UtcNow, TimeSpan.Zero);
            return new RunInput.ReadingsTaken(
                work.Attempt,
                work.Phase,
                [.. work.Reads.Select(
                    read => new Reading(read.Id, now, Error: $"It could not be taken: {Cause(failure)}."))]);
        }
    }

    private static async Task<RunInput> DispatchAsync(RunState state, Work.Dispatch work)
    {
        MustFit(state, work.Rehearsed is not null);
        try
        {
            var options = WorkOptions.For(state, work);
            var report = await (work.Rehearsed is { } answer
                ? Workflow.ExecuteActivityAsync(
                    (IRehearsalActivities stage) => stage.RehearseActionAsync(new RehearsedActionRequest(
                        state.Run, work.Attempt, work.Step, work.Call, answer)),
                    options)
                : Workflow.ExecuteActivityAsync(
                    (IToolActivities tools) => tools.ExecuteToolActionAsync(new ToolActionRequest(
                        state.Run, work.Attempt, work.Step, work.Class, work.Call, work.IdempotencyKey)),
                    options));
            return new RunInput.ActionReported(work.Attempt, report);
        }
        catch (FailureException failure)
        {
            // The worker was lost, or every try ended in doubt: it was dispatched, and more is not known.
            return new RunInput.ActionReported(
                work.Attempt,
                new ActionReport(ActionOutcome.Unknown, $"No report came after the dispatch: {Cause(failure)}."));
        }
    }

    private static async Task<RunInput> LookAroundAsync(RunState state, Work.LookAround work)
    {
        try
        {
            return new RunInput.SurveyTaken(work.Attempt, work.Phase, await Workflow.ExecuteActivityAsync(
                (IAuditActivities audit) => audit.LookAroundAsync(new SurveyRequest(
                    state.Chain, state.Procedure.Id, work.Step, work.Kind, work.Targets, work.Since)),
                WorkOptions.For(state, work)));
        }
        catch (FailureException failure)
        {
            // Not to know is known too: the rules say what follows from it.
            return new RunInput.SurveyTaken(
                work.Attempt,
                work.Phase,
                new Survey(new DateTimeOffset(Workflow.UtcNow, TimeSpan.Zero), 0, [], $"{Cause(failure)}."));
        }
    }

    // The rules give every work of a rehearsal its answer and none of a live run; were that broken, nothing is sent.
    private static void MustFit(RunState state, bool hasAnswer)
    {
        if (state.IsRehearsal != hasAnswer)
        {
            throw new InvalidOperationException(
                $"The run is {state.Charter.Mode}, and its work comes {(hasAnswer ? "with" : "without")} an answer.");
        }
    }

    private static string Cause(FailureException failure) => failure.InnerException switch
    {
        TimeoutFailureException timeout => $"timeout ({timeout.TimeoutType})",
        ApplicationFailureException application => application.Message.TrimEnd('.'),
        null => failure.Message.TrimEnd('.'),
        var inner => inner.Message.TrimEnd('.'),
    };
}

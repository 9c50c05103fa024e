using Temporalio.Api.Activity.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DevServer.Tests.Engine;

/// <summary>What an operator does with the activities of the workflow of a bench.</summary>
internal static class Operator
{
    public static void Pause(this EngineBench bench, Action<PauseActivityRequest>? change = null)
    {
        var request = new PauseActivityRequest
        {
            Namespace = TestCatalog.Name,
            Execution = EngineBench.Execution(),
            Id = "a",
            Identity = "operator",
            Reason = "not now",
        };
        change?.Invoke(request);
        bench.Call((engine, now) => engine.PauseActivity(request, now));
    }

    public static void Unpause(this EngineBench bench, Action<UnpauseActivityRequest>? change = null)
    {
        var request = new UnpauseActivityRequest
        {
            Namespace = TestCatalog.Name,
            Execution = EngineBench.Execution(),
            Id = "a",
        };
        change?.Invoke(request);
        bench.Call((engine, now) => engine.UnpauseActivity(request, now));
    }

    public static void ResetActivity(this EngineBench bench, Action<ResetActivityRequest>? change = null)
    {
        var request = new ResetActivityRequest
        {
            Namespace = TestCatalog.Name,
            Execution = EngineBench.Execution(),
            Id = "a",
        };
        change?.Invoke(request);
        bench.Call((engine, now) => engine.ResetActivity(request, now));
    }

    public static ActivityOptions ChangeOptions(
        this EngineBench bench,
        string path,
        ActivityOptions options,
        Action<UpdateActivityOptionsRequest>? change = null)
    {
        var request = new UpdateActivityOptionsRequest
        {
            Namespace = TestCatalog.Name,
            Execution = EngineBench.Execution(),
            Id = "a",
            ActivityOptions = options,
            UpdateMask = new() { Paths = { path } },
        };
        change?.Invoke(request);
        return bench.Call((engine, now) => engine.UpdateActivityOptions(request, now)).ActivityOptions;
    }

    public static ActivityOptions RestoreOptions(this EngineBench bench) => bench.ChangeOptions(
        string.Empty,
        new(),
        request =>
        {
            request.UpdateMask = null;
            request.RestoreOriginal = true;
        });

    public static RecordActivityTaskHeartbeatResponse Beat(
        this EngineBench bench, PollActivityTaskQueueResponse task) => bench.Call((engine, now) => engine.RecordActivityTaskHeartbeat(
            new RecordActivityTaskHeartbeatRequest { TaskToken = task.TaskToken, Details = Make.Text("beat") }, now));
}

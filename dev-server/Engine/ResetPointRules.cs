using System.Text.Json;
using DirectedExecution.DevServer.Engine.State;
using Google.Protobuf;
using Temporalio.Api.Common.V1;
using Temporalio.Api.Workflow.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>
/// The first task that each build (or a worker that names none) completed: a place to reset to, and a search attribute.
/// </summary>
internal static class ResetPointRules
{
    private const string BuildIds = "BuildIds";
    private const string Unversioned = "unversioned";

    public static void Note(Run run, string buildId, DateTimeOffset now)
    {
        var state = run.State;
        NotePoint(state, buildId, now);
        if (state.BuildIds.Contains(buildId) ||
            (buildId.Length == 0 && state.SearchAttributes.IndexedFields.ContainsKey(BuildIds)))
        {
            return;
        }

        if (buildId.Length > 0)
        {
            state.BuildIds.Add(buildId);
        }

        string[] values = [Unversioned, .. state.BuildIds.Select(id => $"{Unversioned}:{id}")];
        state.SearchAttributes.IndexedFields[BuildIds] = new Payload
        {
            Data = ByteString.CopyFrom(JsonSerializer.SerializeToUtf8Bytes(values)),
            Metadata =
            {
                ["encoding"] = ByteString.CopyFromUtf8("json/plain"),
                ["type"] = ByteString.CopyFromUtf8("KeywordList"),
            },
        };
        run.IsVisibilityChanged = true;
    }

    private static void NotePoint(RunState state, string buildId, DateTimeOffset now)
    {
        if (state.ResetPoints.Points.Any(point => point.BuildId == buildId))
        {
            return;
        }

        state.ResetPoints.Points.Add(new ResetPointInfo
        {
            BuildId = buildId,
            RunId = state.RunId,
            FirstWorkflowTaskCompletedId = state.NextEventId - 1,
            CreateTime = now.ToStamp(),
            Resettable = true,
        });
        while (state.ResetPoints.Points.Count > Limits.ResetPoints)
        {
            state.ResetPoints.Points.RemoveAt(0);
        }
    }
}

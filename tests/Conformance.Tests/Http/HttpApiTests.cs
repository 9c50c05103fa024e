using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Conformance.Tests.Dialogue;
using Conformance.Tests.Servers;
using Temporalio.Api.Enums.V1;

namespace Conformance.Tests.Http;

/// <summary>The methods as JSON over HTTP.</summary>
public sealed class HttpApiTests(SharedServers servers) : Behaviour(servers)
{
    private const string Namespaces = "/namespaces/default";

    [SkippableTheory, BothServers]
    public async Task Start_InJson_KeepsInputAndMemo_AndAWorkerGetsThem(ServerKind kind)
    {
        var (c, http) = await MeetAsync(kind);
        var started = await PostAsync(http, Of(c), StartOf(c));

        var first = Member(await GetAsync(http, $"{Of(c)}/history"), "history", "events", 0);
        var attributes = first["workflowExecutionStartedEventAttributes"]!;
        Same("""["hello", {"a": 1.50, "b": "ü<>"}, {"metadata": {"encoding": "YmluYXJ5L251bGw="}}]""", attributes["input"]);
        Same("""{"k": "v"}""", attributes["memo"]!["fields"]);
        var described = await GetAsync(http, $"/api/v1{Of(c)}");
        Assert.Equal(
            started["runId"]!.GetValue<string>(),
            Member(described, "workflowExecutionInfo", "execution", "runId").GetValue<string>());

        var task = await c.PollAsync();
        var input = task.History.Events[0].WorkflowExecutionStartedEventAttributes.Input.Payloads_;
        Assert.Equal("json/plain", input[0].Metadata["encoding"].ToStringUtf8());
        Assert.Equal("\"hello\"", input[0].Data.ToStringUtf8());
        Assert.Equal("binary/null", input[2].Metadata["encoding"].ToStringUtf8());
    }

    [SkippableTheory, BothServers]
    public async Task Payloads_AreLongWhereTheyAreAskedFor_OrHaveNoShortForm(ServerKind kind)
    {
        var (c, http) = await MeetAsync(kind);
        await PostAsync(http, Of(c), StartOf(c));
        string[] inputs =
        [
            """[{"metadata": {"encoding": "YmluYXJ5L3BsYWlu"}, "data": "MQ=="}]""",
            """{"payloads": [{"metadata": {"encoding": "anNvbi9wbGFpbg=="}, "data": "MQ=="}]}""",
            """[{"_protoMessageType": "a.B", "x": 1}]""",
            """[{"metadata": {"encoding": "json/plain"}, "data": "x"}]""",
            "null",
        ];
        foreach (var input in inputs)
        {
            await PostAsync(http, $"{Of(c)}/signal/s", $$"""{"input": {{input}} }""");
        }

        string?[] expected =
        [
            """{"payloads": [{"metadata": {"encoding": "YmluYXJ5L3BsYWlu"}, "data": "MQ=="}]}""",
            "[1]",
            """[{"_protoMessageType": "a.B", "x": 1}]""",
            """[{"metadata": {"encoding": "json/plain"}, "data": "x"}]""",
            null,
        ];
        Each(expected, await InputsAsync(string.Empty));
        var longForm = await InputsAsync("?noPayloadShorthand");
        Same("""{"payloads": [{"metadata": {"encoding": "anNvbi9wbGFpbg=="}, "data": "MQ=="}]}""", longForm[1]);
        Assert.Equal(
            "anNvbi9wcm90b2J1Zg==",
            Member(longForm[2]!, "payloads", 0, "metadata", "encoding").GetValue<string>());

        async Task<JsonNode?[]> InputsAsync(string query) =>
        [
            .. Member(await GetAsync(http, $"{Of(c)}/history{query}"), "history", "events").AsArray()
                .Select(e => e!["workflowExecutionSignaledEventAttributes"])
                .OfType<JsonObject>()
                .Select(signaled => signaled["input"]),
        ];
    }

    [SkippableTheory, BothServers]
    public async Task Query_OfTheAddress_NamesFieldsInEitherSpelling(ServerKind kind)
    {
        var (c, http) = await MeetAsync(kind);
        await PostAsync(http, Of(c), StartOf(c));
        await PostAsync(http, $"{Of(c)}/terminate", """{"reason": "enough"}""");

        var page = await GetAsync(http, $"{Of(c)}/history?maximum_page_size=1&unknown=1");
        Assert.True(page["nextPageToken"]!.GetValue<string>().Length > 0);
        var last = await GetAsync(
            http, $"{Of(c)}/history?historyEventFilterType=HISTORY_EVENT_FILTER_TYPE_CLOSE_EVENT&waitNewEvent=true");
        Assert.Equal(
            "EVENT_TYPE_WORKFLOW_EXECUTION_TERMINATED", Member(last, "history", "events", 0, "eventType").GetValue<string>());
        var byNumber = await GetAsync(http, $"{Of(c)}/history?historyEventFilterType=2");
        Assert.Equal("enough", Member(
            byNumber, "history", "events", 0, "workflowExecutionTerminatedEventAttributes", "reason").GetValue<string>());
        var next = Uri.EscapeDataString(page["nextPageToken"]!.GetValue<string>());
        var rest = await GetAsync(http, $"{Of(c)}/history?next_page_token={next}&maximumPageSize=10");
        Assert.NotEqual("1", Member(rest, "history", "events", 0, "eventId").GetValue<string>());
    }

    [SkippableTheory, BothServers]
    public async Task List_ByAQuery_FindsTheRun(ServerKind kind)
    {
        var (c, http) = await MeetAsync(kind);
        await PostAsync(http, Of(c), StartOf(c));
        var query = Uri.EscapeDataString($"WorkflowId = '{c.WorkflowId}'");

        // The official list is some 100 ms late.
        JsonNode found;
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        do
        {
            patience.Token.ThrowIfCancellationRequested();
            found = await GetAsync(http, $"{Namespaces}/workflows?query={query}");
        }
        while (found["executions"] is null);

        Assert.Equal("v", Member(found, "executions", 0, "memo", "fields", "k").GetValue<string>());
        Assert.Equal(
            "1", (await GetAsync(http, $"{Namespaces}/workflow-count?query={query}"))["count"]!.GetValue<string>());
    }

    [SkippableTheory, BothServers]
    public async Task Format_ByMediaTypeOrByTheAddress_IsIndentedOrNot(ServerKind kind)
    {
        var (_, http) = await MeetAsync(kind);
        Assert.DoesNotContain('\n', await TextAsync("/system-info", null));
        Assert.Contains("\n  \"capabilities\"", await TextAsync("/system-info?pretty", null), StringComparison.Ordinal);
        Assert.Contains(
            "\n  \"capabilities\"", await TextAsync("/api/v1/system-info", "application/json+pretty"), StringComparison.Ordinal);

        async Task<string> TextAsync(string path, string? accept)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            if (accept is not null)
            {
                request.Headers.TryAddWithoutValidation("Accept", accept);
            }

            using var reply = await http.SendAsync(request);
            return (await reply.Content.ReadAsStringAsync()).Trim();
        }
    }

    [SkippableTheory, BothServers]
    public async Task Refusals_HaveTheStatusAndTheCodeOfTheMethod(ServerKind kind)
    {
        var (c, http) = await MeetAsync(kind);
        await PostAsync(http, Of(c), StartOf(c));
        await RefusedAsync(HttpMethod.Get, $"{Namespaces}/workflows/nobody", null, 404, 5, "NotFoundFailure");
        await RefusedAsync(
            HttpMethod.Post, Of(c), StartOf(c), 409, 6, "WorkflowExecutionAlreadyStartedFailure");
        await RefusedAsync(HttpMethod.Get, "/namespaces/nowhere/workflow-count", null, 404, 5, "NamespaceNotFoundFailure");
        await RefusedAsync(HttpMethod.Get, "/nowhere", null, 404, 5, null);
        await RefusedAsync(HttpMethod.Put, Of(c), "{}", 501, 12, null);
        await RefusedAsync(HttpMethod.Post, Of(c), "{no", 400, 3, null);
        await RefusedAsync(HttpMethod.Post, Of(c), """{"unknown": 1}""", 400, 3, null);
        await RefusedAsync(HttpMethod.Post, Of(c), """{"input": {"a": 1}}""", 400, 3, null);
        await RefusedAsync(HttpMethod.Get, $"{Of(c)}/history?maximumPageSize=many", null, 400, 3, null);

        async Task RefusedAsync(HttpMethod verb, string path, string? body, int status, int code, string? detail)
        {
            using var request = new HttpRequestMessage(verb, path) { Content = body is null ? null : Json(body) };
            using var reply = await http.SendAsync(request);
            var refusal = JsonNode.Parse(await reply.Content.ReadAsStringAsync())!;
            Assert.Equal((status, code), ((int)reply.StatusCode, refusal["code"]!.GetValue<int>()));
            Assert.NotEmpty(refusal["message"]!.GetValue<string>());
            Assert.Equal(
                detail is null ? null : $"type.googleapis.com/temporal.api.errordetails.v1.{detail}",
                refusal["details"]?[0]?["@type"]?.GetValue<string>());
        }
    }

    [SkippableTheory, BothServers]
    public async Task Workflow_DrivenInJson_AnswersQueriesAndEnds(ServerKind kind)
    {
        var (c, http) = await MeetAsync(kind);
        await PostAsync(http, $"{Of(c)}/signal-with-start/go", $$"""
            {"workflowType": {"name": "t"}, "taskQueue": {"name": "{{c.Queue}}" }, "signalInput": [true]}
            """);
        var task = await c.PollAsync();
        await c.CompleteAsync(task, Do.Activity("a", c));
        var activity = await c.PollActivityAsync();
        var token = activity.TaskToken.ToBase64();
        Assert.NotNull(await PostAsync(
            http, $"{Namespaces}/activities/heartbeat", Token(token, """ "details": ["half"] """)));
        await PostAsync(http, $"{Namespaces}/activities/complete", Token(token, """ "result": [{"done": 1}] """));
        await c.CompleteAsync(await c.PollAsync(), Do.Complete());

        await c.HistoryIsAsync(
            EventType.WorkflowExecutionStarted, EventType.WorkflowExecutionSignaled, EventType.WorkflowTaskScheduled,
            EventType.WorkflowTaskStarted, EventType.WorkflowTaskCompleted, EventType.ActivityTaskScheduled,
            EventType.ActivityTaskStarted, EventType.ActivityTaskCompleted, EventType.WorkflowTaskScheduled,
            EventType.WorkflowTaskStarted, EventType.WorkflowTaskCompleted, EventType.WorkflowExecutionCompleted);
        var result = Member(await GetAsync(http, $"{Of(c)}/history-reverse?maximumPageSize=20"), "history", "events", 4);
        Same("""[{"done": 1}]""", result["activityTaskCompletedEventAttributes"]!["result"]);
    }

    private static string Of(Conversation c) => $"{Namespaces}/workflows/{c.WorkflowId}";

    [SkippableTheory, BothServers]
    public async Task Schedules_InJson_AreMadeDescribedPatchedListedAndDeleted(ServerKind kind)
    {
        var (c, http) = await MeetAsync(kind);
        var path = $"{Namespaces}/schedules/{c.WorkflowId}";
        await PostAsync(http, path, $$$"""
            {
              "requestId": "{{{c.WorkflowId}}}",
              "schedule": {
                "spec": {"interval": [{"interval": "86400s"}]}, "state": {"paused": true, "notes": "at first"},
                "action": {"startWorkflow": {
                  "workflowId": "http", "workflowType": {"name": "t"}, "taskQueue": {"name": "{{{c.Queue}}}"}, "input": [1]
                }}
              }
            }
            """);
        await PostAsync(http, $"{path}/patch", """{"patch": {"pause": "by http"}}""");
        var found = await GetAsync(http, path);
        await Eventually.IsAsync(
            async () =>
            {
                found = await GetAsync(http, path);
                return Member(found, "schedule", "state", "notes").GetValue<string>() == "by http";
            },
            "the note");
        Same("[1]", Member(found, "schedule", "action", "startWorkflow", "input"));
        Assert.Equal("AAAAAAAAAAI=", Member(found, "conflictToken").GetValue<string>());
        var times = await GetAsync(
            http, $"{path}/matching-times?startTime=2020-01-01T00:00:00Z&endTime=2020-01-03T00:00:00Z");
        Same("""["2020-01-02T00:00:00Z", "2020-01-03T00:00:00Z"]""", Member(times, "startTime"));
        await Eventually.IsAsync(
            async () => (await GetAsync(
                http, $"/api/v1{Namespaces}/schedules?query=ScheduleId%3D'{c.WorkflowId}'"))["schedules"]?[0] is not null,
            "the list");
        await ReadAsync(await http.DeleteAsync(path));
        Assert.Equal(HttpStatusCode.NotFound, (await http.GetAsync(path)).StatusCode);
    }

    private static string StartOf(Conversation c) => $$$"""
        {
          "workflowType": {"name": "t"}, "task_queue": {"name": "{{{c.Queue}}}"},
          "input": ["hello", {"a": 1.50, "b": "ü<>"}, null], "memo": {"fields": {"k": "v"}}
        }
        """;

    private static string Token(string token, string more) => $$"""{"taskToken": "{{token}}", {{more}} }""";

    private static StringContent Json(string text) => new(text, Encoding.UTF8, new MediaTypeHeaderValue("application/json"));

    private static async Task<JsonNode> GetAsync(HttpClient http, string path) => await ReadAsync(await http.GetAsync(path));

    private static async Task<JsonNode> PostAsync(HttpClient http, string path, string body) =>
        await ReadAsync(await http.PostAsync(path, Json(body)));

    private static async Task<JsonNode> ReadAsync(HttpResponseMessage reply)
    {
        using (reply)
        {
            var text = await reply.Content.ReadAsStringAsync();
            Assert.True(reply.StatusCode == HttpStatusCode.OK, $"{(int)reply.StatusCode}: {text}");
            return JsonNode.Parse(text)!;
        }
    }

    private static JsonNode Member(JsonNode node, params object[] path) => path.Aggregate(
        node, (at, step) => (step is int index ? at[index] : at[(string)step])
            ?? throw new InvalidOperationException($"there is no {step} in {at.ToJsonString()}"));

    private static void Same(string? expected, JsonNode? actual) => Assert.True(
        JsonNode.DeepEquals(expected is null ? null : JsonNode.Parse(expected), actual), actual?.ToJsonString() ?? "nothing");

    private static void Each(string?[] expected, JsonNode?[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (var at = 0; at < expected.Length; at++)
        {
            Same(expected[at], actual[at]);
        }
    }

    private async Task<(Conversation Conversation, HttpClient Http)> MeetAsync(ServerKind kind) =>
        (await WithAsync(kind), await HttpAsync(kind));
}

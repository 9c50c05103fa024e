using System.Collections;
using System.Globalization;
using System.Text.RegularExpressions;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.ErrorDetails.V1;
using Temporalio.Api.Failure.V1;
using Temporalio.Api.Update.V1;
using Temporalio.Exceptions;

namespace Conformance.Tests.Differential;

/// <summary>
/// What a server said, line by line, without what may differ: times, tokens, sizes, and ids that the server made, which
/// get the names of their order of appearance. Texts of refusals are nobody's contract; codes and details are.
/// </summary>
internal sealed partial class Plain(IReadOnlyDictionary<string, string> runNames)
{
    private static readonly TimeSpan AtMostASecond = TimeSpan.FromSeconds(1);

    private static readonly TypeRegistry Known = TypeRegistry.FromFiles(
        Request.Descriptor.File, NotFoundFailure.Descriptor.File);

    private static readonly HashSet<string> Ignored =
    [
        "task_token", "next_page_token", "task_id", "version", "history_size_bytes", "backlog_count_hint",
        "poller_scaling_decision", "execution_duration", "namespace_id", "parent_workflow_namespace_id", "parent_namespace_id",
    ];

    // Known differences, each with its reason in known-differences.txt.
    private static readonly HashSet<string> Different =
    [
        "temporal.api.workflowservice.v1.StartWorkflowExecutionResponse.first_execution_run_id",
        "temporal.api.workflowservice.v1.SignalWithStartWorkflowExecutionResponse.first_execution_run_id",
    ];

    private readonly Dictionary<string, string> names = new(StringComparer.Ordinal);
    private readonly List<string> lines = [];

    public string Text => string.Join('\n', lines);

    public Plain Add(string line)
    {
        lines.Add(WithNames(line));
        return this;
    }

    public Plain Add(string path, IMessage message)
    {
        foreach (var field in message.Descriptor.Fields.InFieldNumberOrder())
        {
            if (Ignored.Contains(field.Name) || Different.Contains(field.FullName) || IsAbsent(field, message))
            {
                continue;
            }

            Add($"{path}.{field.Name}", field, field.Accessor.GetValue(message));
        }

        return this;
    }

    public Plain Add(RpcException refusal)
    {
        Add($"refused: {refusal.Code}");
        foreach (var detail in refusal.GrpcStatus.Value?.Details ?? [])
        {
            Add("detail", field: null, detail);
        }

        return this;
    }

    private static bool IsAbsent(FieldDescriptor field, IMessage message) => field switch
    {
        { IsRepeated: true } => false,
        { HasPresence: true } => !field.Accessor.HasValue(message),
        _ => field.Accessor.GetValue(message) is null or 0 or 0L or 0.0 or 0f or false or "" ||
            (field.Accessor.GetValue(message) is ByteString { IsEmpty: true }) ||
            (field.FieldType == FieldType.Enum && Convert.ToInt32(field.Accessor.GetValue(message), CultureInfo.InvariantCulture) == 0),
    };

    private void Add(string path, FieldDescriptor? field, object value)
    {
        switch (value)
        {
            case IDictionary map:
                foreach (var key in map.Keys.Cast<object>().OrderBy(key => WithNames($"{key}"), StringComparer.Ordinal))
                {
                    Add($"{path}[{WithNames($"{key}")}]", null, map[key]!);
                }

                break;
            case IList list:
                for (var i = 0; i < list.Count; i++)
                {
                    Add($"{path}[{i}]", null, list[i]!);
                }

                break;
            case Timestamp time:
                // The year 1 is how the official server writes that there is none.
                if (time.Seconds > 0)
                {
                    Add($"{path}: time");
                }

                break;
            case Duration span:
                Add($"{path}: {Span(field?.Name, span.ToTimeSpan())}");
                break;
            case Any any:
                AddUnpacked(path, any);
                break;
            case Failure { ServerFailureInfo: not null } failure:
                Add(path, InOwnWords(failure));
                break;
            case IMessage message:
                Add($"{path}: {message.Descriptor.Name}");
                Add(path, message);
                break;
            case ByteString bytes:
                Add($"{path}: {bytes.ToStringUtf8()}");
                break;
            default:
                Add($"{path}: {Convert.ToString(value, CultureInfo.InvariantCulture)}");
                break;
        }
    }

    private void AddUnpacked(string path, Any any)
    {
        var known = Known.Find(Any.GetTypeName(any.TypeUrl));
        Add($"{path}: {any.TypeUrl}");
        if (known is not null)
        {
            Add(path, known.Parser.ParseFrom(any.Value));
        }
    }

    // Of what a server says about a task that it failed, the cause before the colon is the contract.
    private static Failure InOwnWords(Failure failure)
    {
        var plain = failure.Clone();
        plain.Message = failure.Message.Split(':')[0];
        return plain;
    }

    // The wait of a run that follows another is what is left of a second since that began, or of its delay and a second;
    // a task that was repeated often has a random part in its time.
    private static string Span(string? field, TimeSpan span) => field switch
    {
        "first_workflow_task_backoff" when span > TimeSpan.Zero && span <= AtMostASecond => "a part of a second",
        "first_workflow_task_backoff" when span.Ticks % TimeSpan.TicksPerSecond != 0 => $"{span:hh\\:mm} and a part",
        "start_to_close_timeout" when span.Ticks % TimeSpan.TicksPerSecond != 0 => "some time",
        _ => $"{span}",
    };

    private string WithNames(string text) => ServerMade().Replace(text, found =>
    {
        if (runNames.TryGetValue(found.Value, out var run))
        {
            return run;
        }

        if (!names.TryGetValue(found.Value, out var name))
        {
            name = $"id{names.Count}";
            names.Add(found.Value, name);
        }

        return name;
    });

    [GeneratedRegex("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")]
    private static partial Regex ServerMade();
}

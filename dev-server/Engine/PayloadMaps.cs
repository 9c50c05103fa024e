using Google.Protobuf.Collections;
using Temporalio.Api.Common.V1;

namespace DirectedExecution.DevServer.Engine;

/// <summary>Memo and search attributes: merging, where a null payload removes.</summary>
internal static class PayloadMaps
{
    private const string NullEncoding = "binary/null";
    private const string EmptyList = "[]";

    public static void MergeMemo(MapField<string, Payload> target, MapField<string, Payload> changes) =>
        Merge(target, changes, IsNull);

    public static void MergeSearchAttributes(MapField<string, Payload> target, MapField<string, Payload> changes) =>
        Merge(
            target, changes,
            payload => IsNull(payload) || payload.Data.IsEmpty || payload.Data.ToStringUtf8() == EmptyList);

    private static void Merge(
        MapField<string, Payload> target, MapField<string, Payload> changes, Func<Payload, bool> removes)
    {
        foreach (var (key, payload) in changes)
        {
            if (removes(payload))
            {
                target.Remove(key);
            }
            else
            {
                target[key] = payload;
            }
        }
    }

    private static bool IsNull(Payload payload) =>
        payload.Metadata.TryGetValue("encoding", out var encoding) && encoding.ToStringUtf8() == NullEncoding;
}

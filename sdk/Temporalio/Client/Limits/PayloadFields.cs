using System.Collections;
using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Google.Protobuf.WellKnownTypes;
using Temporalio.Api.Common.V1;

namespace Temporalio.Client.Limits;

/// <summary>
/// Finds the data of users in a message, field by field as servers measure it: lists as a whole, single values, and
/// each value of a map. Which fields of a type can lead to data is found out once.
/// </summary>
internal static class PayloadFields
{
    private static readonly ConcurrentDictionary<MessageDescriptor, FieldDescriptor[]> Ways = new();

    /// <summary>All fields with data, memos first, with the messages that hold them.</summary>
    public static IEnumerable<(PayloadKind Kind, IMessage Data)> In(IMessage message)
    {
        var found = new List<(PayloadKind Kind, IMessage Data)>();
        Collect(message, found);
        return found.OrderBy(field => field.Kind);
    }

    private static void Collect(IMessage message, List<(PayloadKind Kind, IMessage Data)> found)
    {
        switch (message)
        {
            case Memo:
                found.Add((PayloadKind.Memo, message));
                return;

            // What updates carry is packed: measured as it is.
            case Payloads or Payload or Any:
                found.Add((PayloadKind.Payloads, message));
                return;
        }

        foreach (var field in Ways.GetOrAdd(message.Descriptor, WaysOf))
        {
            foreach (var value in ValuesOf(field, message))
            {
                Collect(value, found);
            }
        }
    }

    private static IEnumerable<IMessage> ValuesOf(FieldDescriptor field, IMessage message) =>
        field.Accessor.GetValue(message) switch
        {
            IMessage single => [single],
            IDictionary map => map.Values.OfType<IMessage>(),
            IEnumerable list => list.OfType<IMessage>(),
            _ => [],
        };

    private static FieldDescriptor[] WaysOf(MessageDescriptor type) =>
        [.. type.Fields.InFieldNumberOrder().Where(field => TypeOf(field) is { } inner && Leads(inner, []))];

    private static bool Leads(MessageDescriptor type, HashSet<MessageDescriptor> seen) =>
        IsData(type) || (seen.Add(type) &&
            type.Fields.InFieldNumberOrder().Any(field => TypeOf(field) is { } inner && Leads(inner, seen)));

    private static bool IsData(MessageDescriptor type) =>
        type == Payload.Descriptor || type == Payloads.Descriptor || type == Memo.Descriptor || type == Any.Descriptor;

    // Of a map, that of its values.
    private static MessageDescriptor? TypeOf(FieldDescriptor field) => field switch
    {
        { IsMap: true } => TypeOf(field.MessageType.FindFieldByNumber(2)),
        { FieldType: FieldType.Message } => field.MessageType,
        _ => null,
    };
}

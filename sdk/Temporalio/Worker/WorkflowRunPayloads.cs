using System.Collections;
using System.Collections.Concurrent;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Temporalio.Api.Command.V1;
using Temporalio.Api.Common.V1;

namespace Temporalio.Worker;

/// <summary>
/// Puts all payloads of a message through a codec, in place. Search attributes and markers stay as they are: the
/// server,
/// or this SDK, has to read them.
/// </summary>
internal sealed class WorkflowRunPayloads(Func<IReadOnlyCollection<Payload>, Task<IReadOnlyCollection<Payload>>> convert)
{
    private static readonly ConcurrentDictionary<MessageDescriptor, FieldDescriptor[]> MessageFields = new();

    public async Task ApplyAsync(IMessage message)
    {
        switch (message)
        {
            case SearchAttributes or RecordMarkerCommandAttributes:
                return;
            case Payloads many:
                await ManyAsync(many);
                return;
        }

        foreach (var field in MessageFields.GetOrAdd(message.Descriptor, FieldsOf))
        {
            await FieldAsync(message, field);
        }
    }

    private static FieldDescriptor[] FieldsOf(MessageDescriptor descriptor) =>
        [.. descriptor.Fields.InDeclarationOrder().Where(IsMessage)];

    private static bool IsMessage(FieldDescriptor field) => field.IsMap
        ? field.MessageType.FindFieldByNumber(2).FieldType == FieldType.Message
        : field.FieldType == FieldType.Message;

    private async Task FieldAsync(IMessage message, FieldDescriptor field)
    {
        var value = field.Accessor.GetValue(message);
        switch (value)
        {
            case null:
                return;
            case Payload payload:
                field.Accessor.SetValue(message, await SingleAsync(payload));
                return;
            case IDictionary map:
                foreach (var key in map.Keys.Cast<object>().ToArray())
                {
                    if (map[key] is Payload entry)
                    {
                        map[key] = await SingleAsync(entry);
                    }
                    else if (map[key] is IMessage inner)
                    {
                        await ApplyAsync(inner);
                    }
                }

                return;
            case IList list:
                foreach (var item in list.OfType<IMessage>().ToArray())
                {
                    await ApplyAsync(item);
                }

                return;
            case IMessage inner:
                await ApplyAsync(inner);
                return;
        }
    }

    private async Task ManyAsync(Payloads payloads)
    {
        if (payloads.Payloads_.Count == 0)
        {
            return;
        }

        var converted = await convert([.. payloads.Payloads_]);
        payloads.Payloads_.Clear();
        payloads.Payloads_.AddRange(converted);
    }

    private async Task<Payload> SingleAsync(Payload payload)
    {
        var converted = await convert([payload]);
        return converted.Count == 1
            ? converted.First()
            : throw new InvalidOperationException($"Payload codec returned {converted.Count} payloads for one");
    }
}

using System.Diagnostics.CodeAnalysis;
using Temporalio.Api.Common.V1;
using Temporalio.Converters;

namespace Sdk.Tests.Converters;

/// <summary>Converters that ask what the data belongs to.</summary>
public sealed class SerializationContextTests
{
    private static readonly ISerializationContext.Workflow Context = new("ns", "id");

    [Fact]
    public void DataConverter_NothingAware_StaysTheSame() =>
        Assert.Same(DataConverter.Default, DataConverter.Default.WithSerializationContext(Context));

    [Fact]
    public void DataConverter_AwareEncoding_GetsTheContextInACopy()
    {
        var original = new DefaultPayloadConverter(new Aware(null), new JsonPlainConverter(new()));
        var converter = DataConverter.Default with { PayloadConverter = original };

        var adapted = converter.WithSerializationContext(Context);

        Assert.Equal("ns/id", adapted.PayloadConverter.ToPayload(null).Data.ToStringUtf8());
        Assert.Equal("none", original.ToPayload(null).Data.ToStringUtf8());
        Assert.Equal("\"x\"", adapted.PayloadConverter.ToPayload("x").Data.ToStringUtf8());
    }

    private sealed class Aware(ISerializationContext? context) : IEncodingConverter,
        IWithSerializationContext<IEncodingConverter>
    {
        public string Encoding => "aware";

        public bool TryToPayload(object? value, [NotNullWhen(true)] out Payload? payload)
        {
            payload = null;
            if (value is null)
            {
                var workflow = context as ISerializationContext.IHasWorkflow;
                var text = workflow is null ? "none" : $"{workflow.Namespace}/{workflow.WorkflowId}";
                payload = new() { Data = Google.Protobuf.ByteString.CopyFromUtf8(text) };
            }

            return payload is not null;
        }

        public object? ToValue(Payload payload, Type type) => null;

        public IEncodingConverter WithSerializationContext(ISerializationContext context) => new Aware(context);
    }
}

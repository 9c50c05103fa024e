using DirectedExecution.DevServer.Engine;
using DirectedExecution.DevServer.Storage;
using Google.Protobuf;
using Temporalio.Api.Common.V1;
using Temporalio.Api.WorkflowService.V1;

namespace DevServer.Tests.Engine;

/// <summary>
/// One namespace; any search attribute whose name begins with Custom is a Keyword, and nothing else is known but what
/// schedules set.
/// </summary>
internal sealed class TestCatalog : ICatalog
{
    public const string Name = "default";

    private readonly NamespaceRow row = new("0b6a4a1e-0000-7000-8000-000000000001", Name, new DescribeNamespaceResponse());

    public NamespaceRow GetNamespace(string name) =>
        name == Name ? row : throw RpcError.NotFound($"Namespace {name} is not found.");

    public NamespaceRow? FindNamespaceById(string id) => id == row.Id ? row : null;

    public SearchAttributes CheckSearchAttributes(string namespaceId, SearchAttributes attributes)
    {
        var stored = attributes.Clone();
        foreach (var (name, payload) in stored.IndexedFields)
        {
            if (!name.StartsWith("Custom", StringComparison.Ordinal) &&
                !name.StartsWith("TemporalScheduled", StringComparison.Ordinal))
            {
                throw RpcError.InvalidArgument($"search attribute {name} is not defined");
            }

            payload.Metadata["type"] = ByteString.CopyFromUtf8("Keyword");
        }

        return stored;
    }
}

using DirectedExecution.Domain.Primitives;
using Temporalio.Converters;

namespace DirectedExecution.Workflows.Contracts;

/// <summary>
/// How arguments and results become payloads: the domain's JSON, camelCase and strict. Clients and workers use the
/// same.
/// </summary>
public static class RunData
{
    public static DataConverter Converter { get; } =
        DataConverter.Default with { PayloadConverter = new RunPayloadConverter() };

    private sealed class RunPayloadConverter() : DefaultPayloadConverter(DomainJson.Options);
}

using DirectedExecution.Worker.Configuration;
using DirectedExecution.Workflows.Contracts;
using Temporalio.Api.OperatorService.V1;
using Temporalio.Client;
using Temporalio.Exceptions;

namespace DirectedExecution.Worker.Startup;

/// <summary>Registers the search attributes that the server lacks.</summary>
public static class SearchAttributeRegistrar
{
    /// <summary>Leaves what is there; refuses to go on when an attribute is there with another type.</summary>
    /// <returns>The names that were added.</returns>
    /// <exception cref="SettingsException">
    /// The server has one with another type, or does not let us add them.
    /// </exception>
    public static async Task<IReadOnlyList<string>> EnsureAsync(
        ITemporalClient client,
        string temporalNamespace,
        CancellationToken cancellationToken)
    {
        var rpc = new RpcOptions { CancellationToken = cancellationToken };
        try
        {
            var present = await client.OperatorService.ListSearchAttributesAsync(
                new ListSearchAttributesRequest { Namespace = temporalNamespace }, rpc);
            var missing = new AddSearchAttributesRequest { Namespace = temporalNamespace };
            foreach (var attribute in RunSearchAttributes.All)
            {
                if (!present.CustomAttributes.TryGetValue(attribute.Name, out var type))
                {
                    missing.SearchAttributes[attribute.Name] = attribute.ValueType;
                }
                else if (type != attribute.ValueType)
                {
                    throw new SettingsException(
                        $"The server has the search attribute {attribute.Name} as {type}; " +
                        $"directed runs need {attribute.ValueType}.");
                }
            }

            if (missing.SearchAttributes.Count > 0)
            {
                await client.OperatorService.AddSearchAttributesAsync(missing, rpc);
            }

            return [.. missing.SearchAttributes.Keys.Order(StringComparer.Ordinal)];
        }
        catch (RpcException fault) when (fault.Code == RpcException.StatusCode.AlreadyExists)
        {
            // Another worker was quicker.
            return [];
        }
        catch (RpcException fault)
        {
            throw new SettingsException(
                $"The search attributes of directed runs cannot be registered: {fault.Message}");
        }
    }
}
